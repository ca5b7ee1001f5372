import { askApprover, findApprovers } from '../../../models/tickets/approval.js';
import { addEvent } from '../../../models/tickets/ticket-event.js';
import { findTicket, outdateCards } from '../../../models/tickets/ticket-work.js';
import { findNames } from '../../../models/user.js';
import { askedForYesReply, noLongerAskedReply } from '../../cards/tickets/approval-card.js';
import { words } from '../../cards/wording/index.js';
import { plain } from '../../chat/text.js';
import { keepWords } from '../conversations/keep-words.js';
import { showAnew } from '../telling/show-anew.js';
import { firstReachable } from '../telling/tell-person.js';
import { refreshCards, say, type Work } from '../work.js';
import { storeRenderedText } from './store-rendered-text.js';

/** The name of whoever will be asked for the yes to what this person wants; undefined where nobody can be reached. */
export async function whoIsAsked(work: Work, requesterId: string): Promise<string | undefined> {
  const reached = await firstReachable(work, await findApprovers(work.tx, work.orgId, requesterId));
  return reached && nameFor(work, reached.userId);
}

/**
 * Asks for the yes a ticket needs: the first of those who may say it that can be reached gets a card. The requester is
 * told who it is, unless they are told in the same breath as of the ticket; where nobody can be asked, the ticket says so
 * and techs ask themselves.
 */
export async function askApproval(
  work: Work,
  ticketId: string,
  { isTold = false }: { readonly isTold?: boolean } = {},
): Promise<void> {
  const { tx, orgId, now } = work;
  const ticket = await findTicket(tx, orgId, ticketId);
  if (!ticket) return;
  const candidates = await findApprovers(tx, orgId, ticket.user_id);
  const reached = await firstReachable(work, candidates);
  const approverId = reached?.userId ?? candidates[0] ?? null;
  await askApprover(tx, orgId, { ticketId, approverId, now });
  const detail = { approver: approverId, isReached: reached !== undefined };
  await addEvent(tx, orgId, { ticketId, actorId: null, kind: 'approval.ask', detail, now });
  const version = await outdateCards(tx, orgId, ticketId);
  if (reached) {
    const of = { kind: 'approval', subjectId: ticketId, conversationId: reached.conversationId, version };
    await showAnew(work, of, noLongerAskedReply(ticket.number));
  }
  await storeRenderedText(work, ticketId);
  await refreshCards(work, ticketId, version);
  if (!isTold && ticket.requester_conversation_id) {
    const name = reached && (await nameFor(work, reached.userId));
    const told = askedForYesReply({ number: ticket.number, name });
    await say(work, ticket.requester_conversation_id, told);
    await keepWords(work, ticket, { role: 'assistant', content: plain(told.text) });
  }
}

async function nameFor({ tx, orgId }: Work, userId: string): Promise<string> {
  return (await findNames(tx, orgId, [userId])).get(userId) ?? words.labels.someone;
}
