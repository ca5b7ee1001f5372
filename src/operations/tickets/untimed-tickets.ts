import type { MissingTimer } from '../../../models/due-work/timer-audit.js';
import { findUntimedTicketsInAllOrgs, type TimedWhile } from '../../../models/due-work/untimed-ticket.js';
import { type OrgId, orgIdOf } from '../../../models/ids.js';
import type { Sql } from '../../../models/sql.js';
import { findTicket } from '../../../models/tickets/ticket-work.js';
import { LAST_STEP } from '../../rules/escalation.js';
import { type OrgRules, rulesOf } from '../organisations/org-settings.js';
import { dueOf, ticketTimers } from './time-ticket.js';

const timedWhile: Readonly<Record<keyof typeof ticketTimers, TimedWhile>> = {
  escalate: {
    kind: ticketTimers.escalate,
    statuses: ['new', 'in_progress', 'waiting_user', 'waiting_vendor'],
    lastStep: LAST_STEP,
  },
  nudge: { kind: ticketTimers.nudge, statuses: ['waiting_user'] },
  approve: {
    kind: ticketTimers.approve,
    statuses: ['new', 'in_progress', 'waiting_user', 'waiting_vendor'],
    isAsked: true,
  },
  close: { kind: ticketTimers.close, statuses: ['resolved'] },
};

/** Up to `limit` tickets whose timer of this kind was forgotten, with when it is due by their clocks. */
export async function untimedTickets(
  sql: Sql,
  of: keyof typeof ticketTimers,
  { now, limit }: { readonly now: Date; readonly limit: number },
): Promise<MissingTimer[]> {
  const rules = new Map<OrgId, OrgRules>();
  const missing: MissingTimer[] = [];
  let after = '';
  for (;;) {
    const page = await findUntimedTicketsInAllOrgs(sql, timedWhile[of], { after, limit });
    for (const { org_id, ticket_id } of page) {
      const orgId = orgIdOf({ org_id });
      const ticket = await findTicket(sql, orgId, ticket_id);
      if (!ticket) continue;
      const its = rules.get(orgId) ?? (await rulesOf(sql, orgId));
      rules.set(orgId, its);
      const dueAt = (await dueOf({ tx: sql, orgId, now }, ticket, its)).get(ticketTimers[of]);
      if (dueAt) missing.push({ org_id, subject_id: ticket_id, due_at: dueAt.toISOString() });
      if (missing.length === limit) return missing;
    }
    const last = page.at(-1);
    if (!last || page.length < limit) return missing;
    after = last.ticket_id;
  }
}
