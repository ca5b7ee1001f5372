import { pointConversation } from '../../../models/conversations/conversation.js';
import {
  addMessage,
  addMessageSource,
  addMessages,
  type NewMessage,
} from '../../../models/conversations/session-words.js';
import { addSession, type SessionState, type Shown, saveSession } from '../../../models/conversations/session-work.js';
import type { Citation } from '../../../models/json.js';
import type { Outgoing } from '../../../models/outbox/outbox.js';
import { together } from '../../../models/sql.js';
import { endedReply, prefaced } from '../../cards/change-reply.js';
import type { Reply } from '../../chat/outbound.js';
import { plain } from '../../chat/text.js';
import { posting, queue, replacing, type Work } from '../work.js';
import { timeSession } from './time-session.js';

/** What the desk answers in a session, with the sources it rests on. */
export interface Saying {
  readonly reply: Reply;
  readonly citations?: readonly Citation[];
  /** Its buttons are the ones that count from now on. */
  readonly isCurrent?: boolean;
  /** Said before its own words, and kept when they are changed. */
  readonly preface?: string;
  /** What MESSAGES keeps, where it is not all that is said: words it quotes may still be taken back. */
  readonly kept?: string;
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
  /** What came of the message whose buttons counted until now: it shows these words instead of them. */
  readonly ended?: string;
  /** The first saying takes the place of the message whose buttons count, where there is one. */
  readonly isInPlace?: boolean;
}

/** Stores a new session and makes its conversation be about it. */
export async function openSession(work: Work, session: SessionState): Promise<void> {
  await addSession(work.tx, work.orgId, session, work.now);
  const { sessionId, userId } = session;
  await pointConversation(work.tx, work.orgId, session.conversationId, { sessionId, userId });
  await timeSession(work, sessionId);
}

/**
 * Writes one turn: session, messages and outbox in the caller's transaction. False when the session moved on since it
 * was read; nothing may be committed then.
 */
export async function recordTurn(work: Work, turn: Turn): Promise<boolean> {
  const { heard, says, ended } = turn;
  const { shown: before, ...flow } = turn.session.flow;
  const session = { ...turn.session, turns: turn.session.turns + heard.length };
  const isReplaced = turn.isInPlace === true && says[0]?.isCurrent === true;
  let shown = ended === undefined || isReplaced ? before : undefined;
  const said: NewMessage[] = [];
  const outgoing: Outgoing[] = [];
  for (const [index, saying] of says.entries()) {
    const replaced = isReplaced && index === 0 ? before : undefined;
    const { sent, showing } = sayIn(work, session, saying, replaced);
    if (saying.isCurrent) shown = showing;
    said.push(wordOf({ ...saying, reply: showing.reply }));
    outgoing.push(sent);
  }
  // Behind what is said: the answer is what the person waits for.
  if (before && ended !== undefined && !isReplaced) outgoing.push(ending(work, session, before, ended));
  const [isWritten] = await together(
    saveSession(work.tx, work.orgId, { ...session, flow: { ...flow, ...(shown && { shown }) } }, work.now),
    queue(work, outgoing),
    keepWords(work, session, { heard, said }),
  );
  return isWritten;
}

/** Takes the buttons off the message that is shown and says what came of it, so that nobody presses them in vain. */
export function endShown(
  work: Work,
  session: Pick<SessionState, 'conversationId'>,
  shown: Shown,
  outcome: string,
): Promise<void> {
  return queue(work, [ending(work, session, shown, outcome)]);
}

function ending(
  work: Work,
  { conversationId }: Pick<SessionState, 'conversationId'>,
  { posted, reply }: Shown,
  outcome: string,
): Outgoing {
  return replacing(work, conversationId, posted, endedReply(reply, outcome));
}

/** Adds a person's word to a session. */
export function keepHeard(
  work: Work,
  session: Pick<SessionState, 'sessionId' | 'conversationId'>,
  heard: Heard,
): Promise<void> {
  return keepWords(work, session, { heard: [heard], said: [] });
}

/** Adds what the desk said by other means to a session. */
export async function keepSaid(work: Work, sessionId: string, saying: Saying): Promise<void> {
  const { tx, orgId, now } = work;
  await addMessage(tx, orgId, { sessionId, ...wordOf(saying), now });
}

async function keepWords(
  { tx, orgId, now }: Work,
  { sessionId, conversationId }: Pick<SessionState, 'sessionId' | 'conversationId'>,
  { heard, said }: { heard: readonly Heard[]; said: readonly NewMessage[] },
): Promise<void> {
  const words: NewMessage[] = [...heard.map(({ text }) => ({ role: 'user' as const, content: text })), ...said];
  const ids = await addMessages(tx, orgId, { sessionId, words, now });
  for (const [at, { messageRef }] of heard.entries()) {
    const messageId = ids[at];
    if (messageId && messageRef) await addMessageSource(tx, orgId, { messageId, conversationId, messageRef });
  }
}

function wordOf({ reply, citations = [], kept = wordsOf(reply) }: Saying): NewMessage {
  return { role: 'assistant', content: kept, citations };
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

/** Says it anew, or in the place of what is shown; what was said before that stays before it. */
function sayIn(
  work: Work,
  { conversationId, version }: SessionState,
  saying: Saying,
  before: Shown | undefined,
): { sent: Outgoing; showing: Shown } {
  const preface = saying.preface ?? before?.preface;
  const reply = preface === undefined ? saying.reply : prefaced(saying.reply, preface);
  const sent = before ? replacing(work, conversationId, before.posted, reply) : posting(work, conversationId, reply);
  const posted = before?.posted ?? sent.id;
  return { sent, showing: { posted, reply, version: version + 1, ...(preface !== undefined && { preface }) } };
}
