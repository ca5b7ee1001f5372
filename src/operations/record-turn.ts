import { pointConversation } from '../../models/conversation.js';
import type { Citation } from '../../models/json.js';
import { addMessage, addMessageSource } from '../../models/session-words.js';
import { addSession, type SessionState, saveSession } from '../../models/session-work.js';
import type { Reply } from '../chat/outbound.js';
import { plain } from '../chat/text.js';
import { removeSaid, replaceSaid, say, type Work } from './work.js';

/** What the desk answers in a session, with the sources it rests on. */
export interface Saying {
  readonly reply: Reply;
  readonly citations?: readonly Citation[];
  /** Its buttons are the ones that count from now on. */
  readonly isCurrent?: boolean;
}

/** What a person wrote, and the platform's id of the message it was written in; none for a press. */
export interface Heard {
  readonly text: string;
  readonly messageRef?: string;
}

/** One turn of a session: what was heard, how the session stands after it, what is said. */
export interface Turn {
  readonly session: SessionState;
  readonly heard: readonly Heard[];
  readonly says: readonly Saying[];
  /** What becomes of the message whose buttons counted until now: it shows the outcome, or goes. */
  readonly previous?: Reply | 'remove';
}

/** Stores a new session and makes its conversation be about it. */
export async function openSession(work: Work, session: SessionState): Promise<void> {
  await addSession(work.tx, work.orgId, session, work.now);
  const { sessionId, userId } = session;
  await pointConversation(work.tx, work.orgId, session.conversationId, { sessionId, userId });
}

/**
 * Writes one turn: session, messages and outbox in the caller's transaction. False when the session moved on since it
 * was read; nothing may be committed then.
 */
export async function recordTurn(work: Work, turn: Turn): Promise<boolean> {
  const { tx, orgId, now } = work;
  const { session } = turn;
  for (const heard of turn.heard) await keepHeard(work, session, heard);
  const { shown } = session.flow;
  if (shown && turn.previous === 'remove') await removeSaid(work, session.conversationId, shown);
  else if (shown && turn.previous) await replaceSaid(work, session.conversationId, shown, turn.previous as Reply);
  let current = turn.previous ? undefined : shown;
  for (const { reply, citations, isCurrent } of turn.says) {
    const outboxId = await say(work, session.conversationId, reply);
    if (isCurrent) current = outboxId;
    const content = wordsOf(reply);
    await addMessage(tx, orgId, {
      sessionId: session.sessionId,
      role: 'assistant',
      content,
      citations: citations ?? [],
      now,
    });
  }
  const { shown: _previous, ...flow } = session.flow;
  return saveSession(tx, orgId, { ...session, flow: { ...flow, ...(current && { shown: current }) } }, now);
}

/** Adds a person's word to a session. */
export async function keepHeard(
  { tx, orgId, now }: Work,
  { sessionId, conversationId }: Pick<SessionState, 'sessionId' | 'conversationId'>,
  { text, messageRef }: Heard,
): Promise<void> {
  const messageId = await addMessage(tx, orgId, { sessionId, role: 'user', content: text, now });
  if (messageRef) await addMessageSource(tx, orgId, { messageId, conversationId, messageRef });
}

/** The words of a reply as a person reads them: its text, or all of its card where there is one. */
export function wordsOf(reply: Reply): string {
  if (!reply.card) return plain(reply.text);
  const parts = reply.card.parts.flatMap((part) => {
    if (part.kind === 'text' || part.kind === 'note') return [plain(part.text)];
    if (part.kind === 'list') return part.items.map((item) => plain(item.text));
    return [];
  });
  return [reply.card.title, ...parts].join('\n');
}
