import { type ConversationRow, findConversation } from '../../../models/conversations/conversation.js';
import { findSession, type SessionState } from '../../../models/conversations/session-work.js';
import { plainReply } from '../../cards/session-cards.js';
import { words } from '../../cards/wording/index.js';
import type { Answer } from '../../chat/outbound.js';
import type { Work } from '../../operations/work.js';

/** What a press gets that came after the conversation moved on. */
export const late: Answer = { kind: 'whisper', reply: plainReply(words.session.alreadyOver) };

export interface OwnSession {
  readonly session: SessionState;
  readonly conversation: ConversationRow;
}

/**
 * The session a press or form names, with its conversation: only the person's own, and a press only on the card whose
 * buttons count now. Else what they are told instead.
 */
export async function ownSession(
  { tx, orgId }: Work,
  of: { readonly sessionId: string; readonly userId: string; readonly cardVersion?: number },
): Promise<OwnSession | Answer> {
  const session = await findSession(tx, orgId, of.sessionId);
  if (!session) return late;
  if (session.userId !== of.userId) return { kind: 'whisper', reply: plainReply(words.session.notYourThread) };
  if (of.cardVersion !== undefined && of.cardVersion !== session.flow.shown?.version) return late;
  const conversation = await findConversation(tx, orgId, session.conversationId);
  return conversation ? { session, conversation } : late;
}
