import type { TicketRow } from '../../../models/tickets/ticket-work.js';
import type { Button, Card, CardPart } from '../../chat/card.js';
import type { Reply } from '../../chat/outbound.js';
import type { ClockName } from '../../rules/escalation.js';
import { isLive, mayMove } from '../../rules/ticket-life.js';
import { oneLine } from '../clip.js';
import { lastingMoment } from '../moment.js';
import { words } from '../wording/index.js';
import type { EscalationView, GivenReminder } from './escalation-view.js';
import { ticketButton } from './ticket-buttons.js';
import { ticketFacts, triedItems } from './ticket-facts.js';
import { assigneeName, stateOf } from './ticket-view.js';

/**
 * The reminder of a ticket: why it comes, what was tried, who was told before, and what to press. It shows the ticket as
 * it is: once somebody has it, or it is over, it says so.
 */
export function escalationCard(view: EscalationView): Reply {
  const { ticket } = view;
  const why = headline(view);
  const title = words.ticket.title(ticket.number, oneLine(ticket.summary, MAX_SUMMARY));
  return {
    text: words.escalation.line(ticket.number, why),
    card: {
      id: `escalation:${ticket.ticket_id}`,
      version: ticket.version,
      title,
      tone: toneOf(view),
      parts: [
        { kind: 'text', text: [{ bold: why }] },
        ...(isLive(ticket.status) ? [facts(view), ...story(view), buttons(ticket)] : []),
      ],
    },
  };
}

/** What a public channel may read of a private ticket that is late. */
export function privateEscalationCard(view: EscalationView): Reply {
  const { ticket } = view;
  const why = headline(view);
  return {
    text: words.escalation.line(ticket.number, why),
    card: {
      id: `escalation:${ticket.ticket_id}`,
      version: ticket.version,
      title: words.escalation.privateTitle(ticket.number),
      tone: toneOf(view),
      parts: [
        { kind: 'text', text: [{ bold: why }] },
        { kind: 'note', text: words.ticket.privateWarning },
        ...(isLive(ticket.status) ? [buttons(ticket)] : []),
      ],
    },
  };
}

/** What an older reminder says once a newer one is there. */
export function pastReminder(number: number): Reply {
  return { text: words.escalation.past(number) };
}

/** Why a person is needed, with the promises that were not kept; the same when they are in it already. */
export function reasonWithDelay(
  ticket: Pick<TicketRow, 'escalation_reason' | 'first_response_due_at' | 'resolution_due_at'>,
  late: readonly ClockName[],
  zone: string,
): string | null {
  const before = ticket.escalation_reason;
  const due = { response: ticket.first_response_due_at, resolution: ticket.resolution_due_at };
  const clauses = late.flatMap((clock) => {
    const at = due[clock];
    return at ? [words.escalation.reason[clock](lastingMoment(at, zone))] : [];
  });
  const fresh = [...new Set(clauses)].filter((clause) => !before?.includes(clause));
  if (fresh.length === 0) return before;
  return before ? words.reasons.with(before, fresh) : words.escalation.reason.alone(fresh.join(', '));
}

const MAX_SUMMARY = 150;
const MAX_REASON = 300;

function headline({ ticket, given, zone }: EscalationView): string {
  const { escalation, labels } = words;
  if (!isLive(ticket.status)) return escalation.over(labels.statuses[ticket.status]);
  if (ticket.snoozed_until) return escalation.snoozed(lastingMoment(ticket.snoozed_until, zone));
  const last = given.at(-1);
  const holder = assigneeName({ ticket });
  if (!last || (last.why === 'response' && ticket.first_responded_at))
    return holder ? escalation.answered(holder) : escalation.nobodyHasIt;
  if (last.why === 'snooze') return escalation.snoozeOver;
  if (last.why === 'hand') return escalation.byHand;
  if (last.threshold === 'poc') return escalation.overdue[last.why];
  const percent = Number(last.threshold);
  return percent >= 100 ? escalation.due[last.why] : escalation.soon[last.why](percent);
}

function toneOf({ ticket, given }: EscalationView): NonNullable<Card['tone']> {
  if (!isLive(ticket.status)) return 'good';
  const last = given.at(-1)?.threshold ?? '';
  return last === 'poc' || Number(last) >= 100 || ticket.priority === 'P1' ? 'urgent' : 'warning';
}

function facts(view: EscalationView): CardPart {
  const { status, category } = words.labels;
  return { kind: 'facts', facts: ticketFacts(view).filter(({ label }) => label !== status && label !== category) };
}

function story({ ticket, given, unreached }: EscalationView): CardPart[] {
  const tried = triedItems(ticket);
  const before = given.slice(0, -1).filter(({ to }) => to.length > 0);
  const parts: CardPart[] = [];
  if (ticket.escalation_reason)
    parts.push({ kind: 'text', text: words.ticket.escalation(oneLine(ticket.escalation_reason, MAX_REASON)) });
  if (tried.length > 0) parts.push({ kind: 'list', title: words.ticket.tried, items: tried });
  if (before.length > 0) parts.push({ kind: 'note', text: words.escalation.toldBefore(toldLines(before)) });
  if (unreached.length > 0) parts.push({ kind: 'note', text: words.escalation.unreached(unreached) });
  return parts;
}

/** Who was told, each once, with every time they were. */
function toldLines(given: readonly GivenReminder[]): string[] {
  const { toldAt, percent, later } = words.escalation;
  const times = new Map<string, string[]>();
  for (const { to, threshold } of given) {
    const who = to.map((name) => oneLine(name, 80)).join(', ');
    const at = threshold === '' ? [] : [threshold === 'poc' ? later : percent(threshold)];
    times.set(who, [...(times.get(who) ?? []), ...at]);
  }
  return [...times].map(([who, at]) => (at.length > 0 ? toldAt(who, at.join(', ')) : who));
}

function buttons(ticket: TicketRow): CardPart {
  const state = stateOf(ticket);
  const open: Button = { action: 'ticket.show', subject: ticket.ticket_id, label: words.escalation.open };
  const act = mayMove('take', state) ? 'take' : 'snooze';
  const first = mayMove(act, state) ? [ticketButton(act, ticket, act === 'take')] : [];
  return { kind: 'buttons', buttons: [...first, open] };
}
