import { citationsJson } from '../../../models/json.js';
import type { Card, CardPart } from '../../chat/card.js';
import type { Reply } from '../../chat/outbound.js';
import { isLive, mayMove } from '../../rules/ticket-life.js';
import { clip, oneLine } from '../clip.js';
import { citationsPart } from '../source.js';
import { words } from '../wording/index.js';
import { ticketButton, ticketButtons } from './ticket-buttons.js';
import { reported, ticketFacts, triedItems } from './ticket-facts.js';
import { assigneeName, runningClock, stateOf, type TicketView } from './ticket-view.js';

/** The card techs work a ticket on. Its text alone says which ticket it is, how it stands and who has it. */
export function ticketCard(view: TicketView): Reply {
  const { ticket } = view;
  const summary = oneLine(ticket.summary, MAX_SUMMARY);
  const { number, priority, status } = ticket;
  const assignee = assigneeName(view) ?? words.labels.nobody;
  return {
    text: words.ticket.line({ number, priority, summary, status: words.labels.statuses[status], assignee }),
    card: {
      id: ticketCardId(ticket.ticket_id),
      version: ticket.version,
      title: words.ticket.title(number, summary),
      tone: toneOf(view),
      parts: [
        { kind: 'facts', facts: ticketFacts(view) },
        ...story(view),
        { kind: 'buttons', buttons: ticketButtons(ticket) },
      ],
    },
  };
}

/** What a public channel may see of a private ticket: that it is there, and whether somebody has it. */
export function privateTicketCard({ ticket }: TicketView): Reply {
  const state = stateOf(ticket);
  const isToTake = mayMove('take', state);
  const { text, note } = privateState(ticket.number, isToTake, isLive(ticket.status));
  const buttons: CardPart[] = isToTake ? [{ kind: 'buttons', buttons: [ticketButton('take', ticket, true)] }] : [];
  return {
    text,
    card: {
      id: ticketCardId(ticket.ticket_id),
      version: ticket.version,
      title: words.ticket.privateTitle(ticket.number),
      tone: 'plain',
      parts: [{ kind: 'text', text: words.ticket.privateWarning }, { kind: 'note', text: note }, ...buttons],
    },
  };
}

/** The id of the card techs share, in whichever channel it hangs. */
function ticketCardId(ticketId: string): string {
  return `ticket:${ticketId}`;
}

const MAX_SUMMARY = 150;
const MAX_PROBLEM = 600;
const MAX_TEXT = 1_000;

/** What led here and what came of it, as far as there is something to tell. */
function story({ ticket }: TicketView): CardPart[] {
  const { problem, answers } = reported(ticket);
  const tried = triedItems(ticket);
  const citations = citationsJson.read(ticket.citations_json);
  const parts: CardPart[] = [];
  if (ticket.escalation_reason) parts.push(textPart(words.ticket.escalation(oneLine(ticket.escalation_reason, 300))));
  if (problem) parts.push(textPart([{ bold: words.ticket.theirWords }, `\n${clip(problem, MAX_PROBLEM)}`]));
  if (answers) parts.push(textPart(words.ticket.alsoSaid(oneLine(answers, MAX_PROBLEM))));
  if (tried.length > 0) parts.push({ kind: 'list', title: words.ticket.tried, items: tried });
  if (citations.length > 0) parts.push(textPart([{ bold: words.ticket.sources }]), citationsPart(citations));
  if (ticket.resolution) parts.push(textPart(words.ticket.resolution(clip(ticket.resolution, MAX_TEXT))));
  if (ticket.stars !== null) {
    parts.push({ kind: 'facts', facts: [{ label: words.labels.rating, value: words.ticket.stars(ticket.stars) }] });
  }
  if (ticket.comment) parts.push(textPart(words.ticket.comment(clip(ticket.comment, MAX_TEXT))));
  return parts;
}

function textPart(text: Extract<CardPart, { kind: 'text' }>['text']): CardPart {
  return { kind: 'text', text };
}

function toneOf(view: TicketView): NonNullable<Card['tone']> {
  const { ticket } = view;
  if (ticket.status === 'resolved' || ticket.status === 'closed') return 'good';
  if (ticket.status === 'cancelled') return 'plain';
  if (ticket.priority === 'P1' || runningClock(view)?.isOverdue) return 'urgent';
  return ticket.priority === 'P2' ? 'warning' : 'plain';
}

function privateState(number: number, isToTake: boolean, isOpen: boolean): { text: string; note: string } {
  const { ticket } = words;
  if (isToTake) return { text: ticket.privateLine(number), note: ticket.privateTakeIt };
  if (isOpen) return { text: ticket.privateTakenLine(number), note: ticket.privateTaken };
  return { text: ticket.privateOverLine(number), note: ticket.privateOver };
}
