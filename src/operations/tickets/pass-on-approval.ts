import { findApprovers, findAskedOf } from '../../../models/tickets/approval.js';
import type { TicketRow } from '../../../models/tickets/ticket-work.js';
import { recordMiss } from '../telling/tell-first-reachable.js';
import { lineTo } from '../telling/tell-person.js';
import type { Work } from '../work.js';
import { askApproval } from './ask-approval.js';

/** Whoever is asked for a ticket's yes may not say it any more, or cannot be reached: the next one is asked. */
export async function passOnApproval(
  work: Work,
  {
    ticket_id: ticketId,
    approver_user_id: userId,
    user_id,
  }: Pick<TicketRow, 'ticket_id' | 'approver_user_id' | 'user_id'>,
): Promise<void> {
  // Whoever is in the order without an account is missed there.
  const isEntitled = userId !== null && (await findApprovers(work.tx, work.orgId, user_id)).includes(userId);
  if (userId !== null && !isEntitled)
    await recordMiss(work, { ticketId }, { userId, reason: 'may not approve any more' });
  await askApproval(work, ticketId);
}

/** Passes on every yes that somebody is asked for who can be reached nowhere any more; nothing where they still can. */
export async function passOnApprovalsOf(work: Work, userId: string): Promise<void> {
  const waiting = await findAskedOf(work.tx, work.orgId, userId);
  if (waiting.length === 0 || (await lineTo(work, userId))) return;
  for (const ticket of waiting) await passOnApproval(work, ticket);
}
