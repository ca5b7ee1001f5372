import { markNotices } from '../../../models/due-work/notice.js';
import { together } from '../../../models/sql.js';
import { addEvent } from '../../../models/tickets/ticket-event.js';
import { changeTicketWork, findTicket, type TicketRow } from '../../../models/tickets/ticket-work.js';
import { reasonWithDelay } from '../../cards/tickets/escalation-card.js';
import { renderedText } from '../../cards/tickets/rendered-text.js';
import type { Escalation, EscalationStep, Reader } from '../../rules/escalation.js';
import { isLive } from '../../rules/ticket-life.js';
import { type OrgRules, rulesOf } from '../organisations/org-settings.js';
import { refreshCards, type Work } from '../work.js';
import { type Reminded, remind } from './remind.js';
import { viewIn } from './ticket-view.js';
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
  const [found, rules, told] = await together(
    findTicket(tx, orgId, subjectId),
    rulesOf(tx, orgId),
    toldOf(work, { ticket_id: subjectId }),
  );
  if (!found || !isLive(found.status)) return undefined;
  if (found.snoozed_until && new Date(found.snoozed_until) > now) return new Date(found.snoozed_until);
  const { due } = escalationOf(now, found, rules, told);
  const end = found.snoozed_until ? `snooze@${found.snoozed_until}` : undefined;
  const isBack = end !== undefined && !told.has(end);
  const readers = new Set<Reader>([...(isBack ? ['assignee' as const] : []), ...due.flatMap((step) => step.readers)]);
  const ticket = await keepTrue(work, found, due, rules);
  if (readers.size > 0) {
    const isLate = now.getTime() - dueAt.getTime() > LATE_MS;
    const reminded = await remind(work, ticket, { readers: [...readers], isLate });
    await noteTold(work, ticket, { passed: due, reminded, ends: isBack ? [end] : [] });
  }
  for (const { key } of due) told.add(key);
  return escalatesAt(now, ticket, rules, told);
}

/** The ticket says that it is late, and is snoozed no longer; its cards show both. */
async function keepTrue(
  work: Work,
  ticket: TicketRow,
  passed: readonly EscalationStep[],
  rules: OrgRules,
): Promise<TicketRow> {
  const { tx, orgId, now } = work;
  const { ticket_id: ticketId, version, snoozed_until } = ticket;
  const late = passed.filter(({ rank }) => rank >= rules.escalation.contacts).map(({ clock }) => clock);
  const reason = reasonWithDelay(ticket, late, rules.zone);
  if (reason === ticket.escalation_reason && !snoozed_until) return ticket;
  if (!(await changeTicketWork(tx, orgId, { ticketId, version }, { snoozed_until: null })))
    throw new Error('A ticket whose timer is held changed meanwhile.');
  const changed = { ...ticket, version: version + 1, escalation_reason: reason, snoozed_until: null };
  const rendered_text = renderedText(viewIn(rules.zone, changed, now));
  await work.models.Ticket.update(
    { escalation_reason: reason, rendered_text },
    { where: { org_id: orgId, ticket_id: ticketId }, transaction: tx.transaction },
  );
  await refreshCards(work, ticketId, changed.version);
  return { ...changed, rendered_text };
}

/** Each threshold is told once: what somebody else told meanwhile undoes all of it. */
async function noteTold(
  { tx, orgId, now }: Work,
  { ticket_id: subjectId }: TicketRow,
  {
    passed,
    reminded,
    ends,
  }: {
    readonly passed: Escalation['due'];
    readonly reminded: readonly Reminded[];
    /** Of snoozes. */
    readonly ends: readonly string[];
  },
): Promise<void> {
  const notices = passed.map(({ key, readers }) => {
    const to = reminded.filter(({ reader }) => readers.includes(reader)).map((one) => one.userId ?? one.to);
    return { subjectId, threshold: key, detail: { to: [...new Set(to)].join(' ') } };
  });
  const all = [...notices, ...ends.map((threshold) => ({ subjectId, threshold }))];
  const detail = { thresholds: passed.map(({ clock, threshold }) => `${clock}.${threshold}`).join(' ') };
  const event = { ticketId: subjectId, actorId: null, kind: 'ticket.reminded', detail, now };
  const [marked] = await together(markNotices(tx, orgId, all, now), addEvent(tx, orgId, event));
  if (marked.size < all.length) throw new Error('A ticket whose timer is held was told of meanwhile.');
}
