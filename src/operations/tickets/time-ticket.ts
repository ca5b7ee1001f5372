import { findNotices } from '../../../models/due-work/notice.js';
import { clearTimers, setTimer } from '../../../models/due-work/timer.js';
import type { OrgId } from '../../../models/ids.js';
import type { Sql } from '../../../models/sql.js';
import type { TicketRow } from '../../../models/tickets/ticket-work.js';
import { type Escalation, escalationAt } from '../../rules/escalation.js';
import { isLive } from '../../rules/ticket-life.js';
import { closesAt, waitingRest } from '../../rules/upkeep.js';
import type { OrgRules } from '../organisations/org-settings.js';
import type { Work } from '../work.js';
import { chasesAt } from './approval-times.js';
import { runningClocks, waitingSince } from './ticket-clocks.js';

/** The timers of a ticket: its reminders, the question a requester or an approver left unanswered, and its end. */
export const ticketTimers = {
  escalate: 'escalate',
  nudge: 'nudge-requester',
  approve: 'approval',
  close: 'close-ticket',
} as const;

/**
 * Sets when a ticket is due next, by its state and its clocks, and clears what no longer is: to be called in the
 * transaction that changed it. What is overdue is due now.
 */
export async function timeTicket(work: Work, ticket: TicketRow, rules: OrgRules): Promise<void> {
  const { tx, orgId, now } = work;
  const due = await dueOf(work, ticket, rules);
  const over = [...due].filter(([, at]) => !at).map(([kind]) => kind);
  await clearTimers(tx, orgId, ticket.ticket_id, over);
  for (const [kind, dueAt] of due)
    if (dueAt) await setTimer(tx, orgId, { kind, subjectId: ticket.ticket_id, dueAt, now });
}

/** What reads one organisation, in a transaction or beside them. */
interface Reading {
  readonly tx: Sql;
  readonly orgId: OrgId;
}

/** When a ticket is due next, by the kind of timer; undefined for those it needs none of. */
export async function dueOf(
  work: Reading & { readonly now: Date },
  ticket: TicketRow,
  rules: OrgRules,
): Promise<ReadonlyMap<string, Date | undefined>> {
  const { escalate, nudge, approve, close } = ticketTimers;
  const { status, resolved_at } = ticket;
  const told = isLive(status) ? await toldOf(work, ticket) : new Set<string>();
  return new Map([
    [escalate, escalatesAt(work.now, ticket, rules, told)],
    [nudge, nudgesAt(ticket, rules, told)],
    [approve, chasesAt(ticket, rules, told)],
    [close, status === 'resolved' ? closesAt(new Date(resolved_at ?? work.now), rules.upkeep) : undefined],
  ]);
}

/** When somebody is reminded of the ticket next; undefined while its clocks stand, or when all were told. */
export function escalatesAt(
  now: Date,
  ticket: TicketRow,
  rules: OrgRules,
  told: ReadonlySet<string>,
): Date | undefined {
  if (!isLive(ticket.status)) return undefined;
  if (ticket.snoozed_until) return new Date(ticket.snoozed_until);
  const { due, nextAt } = escalationOf(now, ticket, rules, told);
  return due[0]?.at ?? nextAt;
}

/** What is due of a live ticket's escalation. */
export function escalationOf(now: Date, ticket: TicketRow, rules: OrgRules, told: ReadonlySet<string>): Escalation {
  const isTaken = ticket.assignee_user_id !== null;
  const of = { priority: ticket.priority, isTaken, terms: rules.escalation, told };
  return escalationAt(now, runningClocks(ticket, rules), of);
}

/** When the requester is asked again, or the ticket resolved without an answer; undefined while it waits for nothing. */
export function nudgesAt(ticket: TicketRow, rules: OrgRules, told: ReadonlySet<string>): Date | undefined {
  const since = ticket.status === 'waiting_user' ? waitingSince(ticket) : undefined;
  if (!since) return undefined;
  const { nudges, resolveAt } = waitingRest(since, rules.calendar, rules.upkeep);
  const next = nudges.find(({ days }) => !told.has(nudgeKey(days, since)))?.at;
  // Of P1 nobody assumes that it is over.
  if (ticket.priority === 'P1') return next;
  return next && next < resolveAt ? next : resolveAt;
}

/** The key of the notice by which a requester was asked again after so many days. */
export function nudgeKey(days: number, since: Date): string {
  return `waiting.${days}@${since.toISOString()}`;
}

/** The keys of all that was told of a ticket. */
export async function toldOf(
  { tx, orgId }: Reading,
  { ticket_id }: Pick<TicketRow, 'ticket_id'>,
): Promise<Set<string>> {
  return new Set((await findNotices(tx, orgId, ticket_id)).map(({ threshold }) => threshold));
}
