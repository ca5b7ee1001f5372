import { findConversation } from '../../../models/conversations/conversation.js';
import { findSession, type SessionState } from '../../../models/conversations/session-work.js';
import { findNotices, markNotice } from '../../../models/due-work/notice.js';
import { plainReply } from '../../cards/session-cards.js';
import { words } from '../../cards/wording/index.js';
import { inBusinessDays, sessionNudgesAt } from '../../rules/upkeep.js';
import { rulesOf } from '../organisations/org-settings.js';
import { say, type Work } from '../work.js';
import { keepSaid, recordTurn } from './record-turn.js';

/** The key of the one question whether somebody is still there. */
const IDLE = 'idle';
/**
 * Asks once whether somebody is still there, and closes the session when nothing comes: what was said is kept, and the
 * next word goes on where it stopped. One without a problem, or put aside, ends without a word. Answers when to look again.
 */
export async function restSession(work: Work, sessionId: string): Promise<Date | undefined> {
  const { tx, orgId, now } = work;
  const session = await findSession(tx, orgId, sessionId);
  if (!session || (session.status !== 'open' && session.status !== 'waiting')) return undefined;
  const { calendar, upkeep } = await rulesOf(tx, orgId);
  const nudgeAt = sessionNudgesAt(new Date(session.updatedAt), calendar, upkeep);
  if (now < nudgeAt) return nudgeAt;
  const asked = (await findNotices(tx, orgId, sessionId)).find(({ threshold }) => threshold === IDLE)?.created_at;
  if (session.status === 'waiting' || !isAboutSomething(session)) {
    const conversation = await findConversation(tx, orgId, session.conversationId);
    const isAside = session.status === 'waiting' && conversation?.session_id !== sessionId;
    const closeAt = isAside ? inBusinessDays(calendar, nudgeAt, upkeep.session_close_days) : nudgeAt;
    return closeAt <= now ? close(work, session, []) : closeAt;
  }
  if (asked === undefined) {
    await markNotice(tx, orgId, { subjectId: sessionId, threshold: IDLE, now });
    const reply = plainReply(words.upkeep.sessionNudge);
    await say(work, session.conversationId, reply);
    await keepSaid(work, sessionId, { reply });
  }
  // The clock for closing starts when they were asked, or last said something after that.
  const since = asked === undefined ? now : new Date(asked > session.updatedAt ? asked : nudgeAt);
  const closeAt = inBusinessDays(calendar, since, upkeep.session_close_days);
  return closeAt <= now ? close(work, session, [{ reply: plainReply(words.upkeep.sessionClosed) }]) : closeAt;
}

async function close(
  work: Work,
  session: SessionState,
  says: Parameters<typeof recordTurn>[1]['says'],
): Promise<undefined> {
  const resting: SessionState = { ...session, status: 'abandoned', flow: { ...session.flow, rests: true } };
  const isWritten = await recordTurn(work, { session: resting, heard: [], says, ended: words.upkeep.closedOutcome });
  if (!isWritten) throw new Error('A session changed while it was closed.');
}

function isAboutSomething({ flow: { awaiting } }: SessionState): boolean {
  return awaiting !== undefined && awaiting.kind !== 'problem';
}
