import { addMessage, addMessageSource } from '../../../models/conversations/session-words.js';
import { addSession, countTurn, newSession, saveSession } from '../../../models/conversations/session-work.js';
import type { MessageRole } from '../../../models/message.js';
import { findTicket, type TicketRow } from '../../../models/tickets/ticket-work.js';
import type { Work } from '../work.js';

/** A word of a ticket; `source` is the platform's message it was written in. */
export interface TicketWord {
  readonly role: MessageRole;
  readonly content: string;
  readonly source?: { readonly conversationId: string; readonly messageRef: string };
}

/** Adds a word to the ticket's session; a ticket without one gets it at its first word. A person's word is a turn. */
export async function keepWords(work: Work, ticket: TicketRow, { role, content, source }: TicketWord): Promise<string> {
  const { tx, orgId, now } = work;
  const sessionId = ticket.session_id ?? (await sessionFor(work, ticket));
  const messageId = await addMessage(tx, orgId, { sessionId, role, content, now });
  if (source) await addMessageSource(tx, orgId, { messageId, ...sourceOf(source) });
  if (role === 'user') await countTurn(tx, orgId, sessionId, now);
  return messageId;
}

function sourceOf({ conversationId, messageRef }: NonNullable<TicketWord['source']>) {
  return { conversationId, messageRef };
}

async function sessionFor(work: Work, ticket: TicketRow): Promise<string> {
  // The row may have been read before the ticket's first word was kept, in this very transaction.
  const known = (await findTicket(work.tx, work.orgId, ticket.ticket_id))?.session_id;
  if (known) return known;
  const conversationId = ticket.requester_conversation_id ?? ticket.work_conversation_id;
  if (!conversationId) throw new Error('Words of a ticket are said in one of its conversations.');
  const session = newSession({ userId: ticket.user_id, conversationId, now: work.now });
  await addSession(work.tx, work.orgId, session, work.now);
  await saveSession(work.tx, work.orgId, { ...session, category: ticket.category, status: 'handed_over' }, work.now);
  const { sessionId } = session;
  await work.models.Ticket.update(
    { session_id: sessionId },
    { where: { org_id: work.orgId, ticket_id: ticket.ticket_id }, transaction: work.tx.transaction },
  );
  return sessionId;
}
