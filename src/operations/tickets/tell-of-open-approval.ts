import { markNotice } from '../../../models/due-work/notice.js';
import { addEvent } from '../../../models/tickets/ticket-event.js';
import type { TicketRow } from '../../../models/tickets/ticket-work.js';
import { pastOpenApproval } from '../../cards/tickets/open-approval-card.js';
import { tellFirstReachable } from '../telling/tell-first-reachable.js';
import type { Work } from '../work.js';
import { askedSince, chaseKey } from './approval-times.js';

/** Why techs have to see to a yes: whoever is asked is silent, or nobody can be reached who may say it. */
export type OpenApprovalReason = 'silent' | 'unreached';

/**
 * Tells techs once that the yes a ticket waits for does not come: who has the ticket, else the triage channel, else
 * whoever leads the desk.
 */
export async function tellOfOpenApproval(work: Work, ticket: TicketRow, why: OpenApprovalReason): Promise<void> {
  const { tx, orgId, now } = work;
  const since = askedSince(ticket);
  if (!since) return;
  const { ticket_id: ticketId, version, number, is_private, assignee_user_id: assignee } = ticket;
  const detail = { why };
  if (!(await markNotice(tx, orgId, { subjectId: ticketId, threshold: chaseKey('techs', since), detail, now }))) return;
  const told = await tellFirstReachable(work, assignee ? [assignee] : [], {
    kind: 'open_approval',
    publicKind: is_private === 1 ? 'open_approval_private' : 'open_approval',
    ticketId,
    version,
    past: pastOpenApproval(number),
  });
  const event = { ticketId, actorId: null, kind: 'approval.open', detail: { why, to: told.to }, now };
  await addEvent(tx, orgId, event);
}
