import { findApprovers } from '../../../models/tickets/approval.js';
import { addEvent } from '../../../models/tickets/ticket-event.js';
import { findTicket, type TicketRow } from '../../../models/tickets/ticket-work.js';
import { findNames } from '../../../models/user.js';
import { may } from '../../rules/policy.js';
import type { Actor } from '../actor.js';
import { findReachable } from '../telling/tell-person.js';
import type { Work } from '../work.js';
import { askedSince } from './approval-times.js';
import { askApproval } from './ask-approval.js';

/**
 * `role`: this person sees to no approvals; `over`: it was answered, or the ticket is over; `unreached`: whom it is to be
 * asked of has no account that can be reached, or may not say yes.
 */
export type Chased =
  | { readonly kind: 'chased'; readonly ticket: TicketRow }
  | { readonly kind: 'refused'; readonly why: 'absent' | 'role' | 'over' | 'unreached' };

/** Whether this person may see to the yes a ticket waits for, now. */
export async function mayChase(work: Work, ticketId: string, actor: Actor): Promise<Chased> {
  const { tx, orgId, now } = work;
  const ticket = await findTicket(tx, orgId, ticketId);
  if (!ticket || ticket.approval_state === null) return { kind: 'refused', why: 'absent' };
  if (!may('chase_approval', { role: actor.role, isRequester: false })) {
    const event = { ticketId, actorId: actor.user_id, kind: 'approval.refused', detail: { why: 'role' }, now };
    await addEvent(tx, orgId, event);
    return { kind: 'refused', why: 'role' };
  }
  return askedSince(ticket) ? { kind: 'chased', ticket } : { kind: 'refused', why: 'over' };
}

/** Asks whoever is asked once more, or somebody else who may say yes; the days until techs are told count anew. */
export async function chaseApproval(
  work: Work,
  of: { readonly ticketId: string; readonly actor: Actor; readonly approverId?: string },
): Promise<Chased> {
  const { ticketId, actor } = of;
  const tried = await mayChase(work, ticketId, actor);
  if (tried.kind === 'refused') return tried;
  const { approver_user_id: asked, user_id } = tried.ticket;
  const approverId = of.approverId ?? asked;
  const reachable = await findReachableApprovers(work, user_id);
  if (approverId === null || !reachable.some(({ userId }) => userId === approverId))
    return { kind: 'refused', why: 'unreached' };
  await askApproval(work, ticketId, { approverId, actorId: actor.user_id, isTold: approverId === asked });
  return tried;
}

/** Those who may say yes to what this person wants and can be asked, best first, with their names. */
export async function findReachableApprovers(
  work: Work,
  requesterId: string,
): Promise<{ readonly userId: string; readonly name: string }[]> {
  const userIds = await findReachable(work, await findApprovers(work.tx, work.orgId, requesterId));
  const names = await findNames(work.tx, work.orgId, userIds);
  return userIds.flatMap((userId) => {
    const name = names.get(userId);
    return name === undefined ? [] : [{ userId, name }];
  });
}
