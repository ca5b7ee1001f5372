import { answerApproval, findApproval, findApprovers } from '../../../models/tickets/approval.js';
import { addEvent } from '../../../models/tickets/ticket-event.js';
import { findTicket, outdateCards, type TicketRow } from '../../../models/tickets/ticket-work.js';
import { nameOf } from '../../../models/user.js';
import { decidedNotice, decidedTechNotice } from '../../cards/tickets/approval-card.js';
import { words } from '../../cards/wording/index.js';
import { plain } from '../../chat/text.js';
import { isLive } from '../../rules/ticket-life.js';
import { type Actor, theDesk } from '../actor.js';
import { keepWords } from '../conversations/keep-words.js';
import { rulesOf } from '../organisations/org-settings.js';
import { refreshCards, say, type Work } from '../work.js';
import { askApproval } from './ask-approval.js';
import { holdClock } from './hold-clock.js';
import { moveTicket } from './move-ticket.js';
import { storeRenderedText } from './store-rendered-text.js';
import { timeTicket } from './time-ticket.js';

/** A yes or a no to what a ticket asks for; a no has a reason. */
export type Decision = { readonly state: 'approved' } | { readonly state: 'declined'; readonly reason: string };

/**
 * `own`: nobody says yes to themselves; `other`: somebody else is asked; `role`: it was theirs to decide and no longer is,
 * so that the next one was asked; `before`: it was decided; `over`: the ticket is.
 */
export type Decided =
  | { readonly kind: 'decided'; readonly ticket: TicketRow }
  | { readonly kind: 'refused'; readonly why: 'absent' | 'own' | 'other' | 'role' | 'before' | 'over' };

/** Whether this person may decide now: who they are in the organisation is read at this moment. */
export async function mayDecide(work: Work, ticketId: string, actor: Actor): Promise<Decided> {
  const { tx, orgId } = work;
  const approval = await findApproval(tx, orgId, ticketId);
  const ticket = approval && (await findTicket(tx, orgId, ticketId));
  if (!ticket) return { kind: 'refused', why: 'absent' };
  if (ticket.user_id === actor.user_id) return refuse(work, ticketId, actor, 'own');
  if (approval.approver_user_id !== actor.user_id) return refuse(work, ticketId, actor, 'other');
  if (approval.state !== 'asked') return { kind: 'refused', why: 'before' };
  if (!isLive(ticket.status)) return { kind: 'refused', why: 'over' };
  const entitled = await findApprovers(tx, orgId, ticket.user_id);
  if (entitled.includes(actor.user_id)) return { kind: 'decided', ticket };
  await askApproval(work, ticketId);
  return refuse(work, ticketId, actor, 'role');
}

/**
 * Takes the answer, once. It is an event of the ticket, its cards show it, requester and techs are told, and the clock goes
 * on; a ticket whose wish is declined is resolved.
 */
export async function decideApproval(
  work: Work,
  of: { readonly ticketId: string; readonly actor: Actor; readonly decision: Decision },
): Promise<Decided> {
  const { ticketId, actor, decision } = of;
  const may = await mayDecide(work, ticketId, actor);
  if (may.kind === 'refused') return may;
  const { tx, orgId, now } = work;
  const reason = decision.state === 'declined' ? decision.reason : null;
  const answer = { ticketId, approverId: actor.user_id, state: decision.state, reason, now };
  if (!(await answerApproval(tx, orgId, answer))) return { kind: 'refused', why: 'before' };
  const kind = decision.state === 'approved' ? 'approval.approve' : 'approval.decline';
  const detail = reason === null ? {} : { words: reason };
  await addEvent(tx, orgId, { ticketId, actorId: actor.user_id, kind, detail, now });
  const by = nameOf(actor);
  const rules = await rulesOf(tx, orgId);
  const version = await outdateCards(tx, orgId, ticketId);
  await holdClock(work, ticketId, { isHeld: false, rules });
  const ticket = await storeRenderedText(work, ticketId);
  await refreshCards(work, ticketId, version);
  await timeTicket(work, ticket, rules);
  await tell(work, ticket, { by, reason });
  if (reason === null) return { kind: 'decided', ticket };
  return { kind: 'decided', ticket: await endDeclined(work, ticketId, words.approval.outcome(by, reason)) };
}

/** What may not be done is over: resolved, not cancelled, so that its requester can bring forward what speaks for it. */
async function endDeclined(work: Work, ticketId: string, outcome: string): Promise<TicketRow> {
  const move = { ticketId, action: 'resolve', actor: theDesk, words: outcome, isTold: true } as const;
  const moved = await moveTicket(work, move);
  if (moved.kind === 'refused') throw new Error(`A declined ticket could not be resolved: ${moved.why}.`);
  return moved.ticket;
}

async function tell(work: Work, ticket: TicketRow, said: { by: string; reason: string | null }): Promise<void> {
  const { number, requester_conversation_id: requester, work_conversation_id: thread } = ticket;
  const told = decidedNotice({ number, ...said });
  if (requester) {
    await say(work, requester, told);
    await keepWords(work, ticket, { role: 'assistant', content: plain(told.text) });
  }
  if (thread) await say(work, thread, decidedTechNotice(said));
}

async function refuse(work: Work, ticketId: string, actor: Actor, why: 'own' | 'other' | 'role'): Promise<Decided> {
  const { tx, orgId, now } = work;
  const event = { ticketId, actorId: actor.user_id, kind: 'approval.refused', detail: { why }, now };
  await addEvent(tx, orgId, event);
  return { kind: 'refused', why };
}
