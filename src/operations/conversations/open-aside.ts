import {
  type ConversationRow,
  findConversation,
  pointConversation,
} from '../../../models/conversations/conversation.js';
import { addSession, findSession, newSession, saveSession } from '../../../models/conversations/session-work.js';
import { announceTicket } from '../../cards/hand-over.js';
import { lineTo } from '../telling/tell-person.js';
import { type NewTicket, openTicket } from '../tickets/open-ticket.js';
import type { Work } from '../work.js';
import { keepSaid } from './record-turn.js';

/** A ticket that nobody talked the desk into. */
export type AsideTicket = Pick<
  NewTicket,
  'userId' | 'summary' | 'category' | 'impact' | 'urgency' | 'reason' | 'assetTag' | 'diagnostics'
> & {
  /** Why there is a ticket: told to its requester before who answers it and by when. */
  readonly preface?: string;
};

/**
 * Opens a ticket somebody did not write for: its requester is told alone, where they can be reached. It takes their
 * conversation over only when nothing is open in it, so that nobody loses a step they are at.
 */
export async function openAside(
  work: Work,
  { preface, ...ticket }: AsideTicket,
): Promise<{ readonly ticketId: string; readonly number: number }> {
  const { tx, orgId } = work;
  const line = await lineTo(work, ticket.userId);
  const conversation = line === undefined ? undefined : await findConversation(tx, orgId, line);
  const isFree = conversation !== undefined && (await isIdle(work, conversation));
  const sessionId = isFree ? await sessionFor(work, ticket, conversation) : null;
  const opened = await openTicket(
    work,
    { ...ticket, sessionId, conversation, isAside: !isFree, steps: [], citations: [] },
    (made) => announceTicket(made, { now: work.now, preface }),
  );
  if (sessionId !== null) await keepSaid(work, sessionId, { reply: opened.announced });
  return opened;
}

async function isIdle({ tx, orgId }: Work, { session_id }: ConversationRow): Promise<boolean> {
  const session = session_id === null ? undefined : await findSession(tx, orgId, session_id);
  return session?.status !== 'open' && session?.status !== 'waiting';
}

/** What is written about the ticket next belongs to a session of its own. */
async function sessionFor(
  { tx, orgId, now }: Work,
  { userId, category, assetTag, summary }: AsideTicket,
  { conversation_id: conversationId }: ConversationRow,
): Promise<string> {
  const session = newSession({ userId, conversationId, now });
  const { sessionId } = session;
  await addSession(tx, orgId, session, now);
  const collected = { summary, ...(assetTag !== null && { device: assetTag }) };
  await saveSession(tx, orgId, { ...session, category, collected, status: 'handed_over' }, now);
  await pointConversation(tx, orgId, conversationId, { sessionId, userId });
  return sessionId;
}
