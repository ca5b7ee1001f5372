import { detailNotice, markNotice } from '../../../models/due-work/notice.js';
import { addEvent } from '../../../models/tickets/ticket-event.js';
import { changeTicketWork, findTicket, type TicketRow } from '../../../models/tickets/ticket-work.js';
import { reasonWithDelay } from '../../cards/tickets/escalation-card.js';
import type { EscalationStep, Reader } from '../../rules/escalation.js';
import { isLive } from '../../rules/ticket-life.js';
import { type OrgRules, rulesOf } from '../organisations/org-settings.js';
import { refreshCards, type Work } from '../work.js';
import { type Reminded, remind } from './remind.js';
import { storeRenderedText } from './store-rendered-text.js';
import { escalatesAt, escalationOf, toldOf } from './time-ticket.js';

/** Whatever is due for longer than this was missed, not timed: all of it becomes one message a reader. */
const LATE_MS = 2 * 60_000;

/**
 * Reminds whoever is to be reminded of a ticket by now, each threshold of each clock once. A snooze that is over ends
 * here, with one notice to the assignee. Answers when the ticket is due again.
 */
export async function escalateTicket(
  work: Work,
  { subjectId, dueAt }: { readonly subjectId: string; readonly dueAt: Date },
): Promise<Date | undefined> {
  const { tx, orgId, now } = work;
  const found = await findTicket(tx, orgId, subjectId);
  if (!found || !isLive(found.status)) return undefined;
  if (found.snoozed_until && new Date(found.snoozed_until) > now) return new Date(found.snoozed_until);
  const rules = await rulesOf(tx, orgId);
  const told = await toldOf(work, found);
  const readers = new Set<Reader>();
  if (found.snoozed_until && (await mark(work, found, `snooze@${found.snoozed_until}`))) readers.add('assignee');
  const { due } = escalationOf(now, found, rules, told);
  const passed: EscalationStep[] = [];
  for (const step of due) {
    if (!(await mark(work, found, step.key))) continue;
    passed.push(step);
    told.add(step.key);
    for (const reader of step.readers) readers.add(reader);
  }
  const ticket = await keepTrue(work, found, passed, rules);
  if (readers.size > 0) {
    const reminded = await remind(work, ticket, {
      readers: [...readers],
      isLate: now.getTime() - dueAt.getTime() > LATE_MS,
    });
    await noteReaders(work, ticket, { passed: due, reminded });
  }
  return escalatesAt(now, ticket, rules, told);
}

function mark({ tx, orgId, now }: Work, { ticket_id: subjectId }: TicketRow, threshold: string): Promise<boolean> {
  return markNotice(tx, orgId, { subjectId, threshold, now });
}

/** The ticket says that it is late, and is snoozed no longer; its cards show both. */
async function keepTrue(
  work: Work,
  ticket: TicketRow,
  passed: readonly EscalationStep[],
  rules: OrgRules,
): Promise<TicketRow> {
  const { tx, orgId } = work;
  const { ticket_id: ticketId, version, snoozed_until } = ticket;
  const late = passed.filter(({ rank }) => rank >= rules.escalation.contacts).map(({ clock }) => clock);
  const reason = reasonWithDelay(ticket, late, rules.zone);
  if (reason === ticket.escalation_reason && !snoozed_until) return ticket;
  if (reason !== ticket.escalation_reason)
    await work.models.Ticket.update(
      { escalation_reason: reason },
      { where: { org_id: orgId, ticket_id: ticketId }, transaction: tx.transaction },
    );
  if (!(await changeTicketWork(tx, orgId, { ticketId, version }, { snoozed_until: null })))
    throw new Error('A ticket whose timer is held changed meanwhile.');
  const changed = await storeRenderedText(work, ticketId);
  await refreshCards(work, ticketId, changed.version);
  return changed;
}

async function noteReaders(
  { tx, orgId, now }: Work,
  { ticket_id: ticketId }: TicketRow,
  { passed, reminded }: { passed: readonly (EscalationStep & { key: string })[]; reminded: readonly Reminded[] },
): Promise<void> {
  for (const { key, readers } of passed) {
    const to = reminded.filter(({ reader }) => readers.includes(reader)).map((one) => one.userId ?? one.to);
    await detailNotice(tx, orgId, { subjectId: ticketId, threshold: key, detail: { to: [...new Set(to)].join(' ') } });
  }
  const detail = { thresholds: passed.map(({ clock, threshold }) => `${clock}.${threshold}`).join(' ') };
  await addEvent(tx, orgId, { ticketId, actorId: null, kind: 'ticket.reminded', detail, now });
}
