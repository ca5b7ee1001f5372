import type { TicketRow } from '../../../models/tickets/ticket-work.js';
import type { Button, Card, CardPart, Fact } from '../../chat/card.js';
import type { Reply } from '../../chat/outbound.js';
import { isLive, mayMove } from '../../rules/ticket-life.js';
import { clip, oneLine } from '../clip.js';
import { words } from '../wording/index.js';
import { approvalText } from './approval-text.js';
import { dueText } from './ticket-facts.js';
import { assigneeName, runningClock, stateOf, type TicketView } from './ticket-view.js';

/** The card an employee follows their own ticket on: how it stands, who has it, by when, and what they can do. */
export function requesterTicketCard(view: TicketView): Reply {
  const { ticket } = view;
  const summary = oneLine(ticket.summary, MAX_SUMMARY);
  const status = words.labels.plainStatuses[ticket.status];
  return {
    text: words.ticket.requesterLine(ticket.number, summary, status),
    card: {
      id: requesterCardId(ticket.ticket_id),
      version: ticket.version,
      title: words.ticket.title(ticket.number, summary),
      tone: toneOf(ticket),
      parts: [{ kind: 'facts', facts: facts(view, status) }, ...outcome(ticket), ...rating(ticket), ...buttons(ticket)],
    },
  };
}

/** The id of the card the requester has. */
function requesterCardId(ticketId: string): string {
  return `request:${ticketId}`;
}

const MAX_SUMMARY = 150;
const MAX_RESOLUTION = 1_500;
const STARS = [1, 2, 3, 4, 5] as const;

function facts(view: TicketView, status: string): Fact[] {
  const { labels } = words;
  const clock = runningClock(view);
  const approval = approvalText(view.ticket);
  const who = { label: labels.whoHasIt, value: assigneeName(view) ?? labels.nobody };
  return [
    { label: labels.status, value: status },
    ...(isLive(view.ticket.status) ? [who] : []),
    ...(approval === undefined ? [] : [{ label: words.approval.label, value: approval }]),
    ...(clock ? [{ label: labels.byWhen, value: dueText(clock, view.zone) }] : []),
  ];
}

function outcome({ resolution, status }: TicketRow): CardPart[] {
  if (!resolution || !(status === 'resolved' || status === 'closed')) return [];
  return [{ kind: 'text', text: words.ticket.resolution(clip(resolution, MAX_RESOLUTION)) }];
}

function rating(ticket: TicketRow): CardPart[] {
  if (ticket.stars !== null) return [{ kind: 'note', text: words.ticket.rated(ticket.stars) }];
  return mayRate(ticket) ? [{ kind: 'note', text: words.ticket.rate }] : [];
}

function buttons(ticket: TicketRow): CardPart[] {
  const state = stateOf(ticket);
  const { labels } = words;
  const all: Button[] = [];
  if (mayMove('resolve', state))
    all.push({
      ...own(ticket, 'resolve_mine', ticket.category === 'request' ? labels.haveIt : labels.itsFixed),
      style: 'primary',
    });
  if (mayMove('cancel', state)) all.push(cancelButton(ticket));
  if (mayMove('reopen', state)) all.push(own(ticket, 'reopen_mine', labels.reopen));
  if (mayRate(ticket)) all.push(...STARS.map((stars) => rateButton(ticket, stars)));
  if (ticket.stars !== null && ticket.comment === null)
    all.push({ ...own(ticket, 'comment', labels.comment), opensForm: true });
  return all.length > 0 ? [{ kind: 'buttons', buttons: all }] : [];
}

function mayRate({ status, stars }: TicketRow): boolean {
  return stars === null && (status === 'resolved' || status === 'closed');
}

function own(ticket: TicketRow, action: string, label: string): Button {
  return { action: `ticket.${action}`, subject: ticket.ticket_id, label };
}

function rateButton(ticket: TicketRow, stars: number): Button {
  return { action: 'ticket.rate', subject: `${ticket.ticket_id}/${stars}`, label: words.labels.stars(stars) };
}

function cancelButton(ticket: TicketRow): Button {
  const { title, text, yes, no } = words.ticket.cancelMineConfirm;
  return {
    ...own(ticket, 'cancel_mine', words.labels.cancelTicket),
    style: 'danger',
    confirm: { title: title(ticket.number), text, yes, no },
  };
}

function toneOf({ status }: TicketRow): NonNullable<Card['tone']> {
  if (status === 'resolved' || status === 'closed') return 'good';
  return status === 'waiting_user' ? 'warning' : 'plain';
}
