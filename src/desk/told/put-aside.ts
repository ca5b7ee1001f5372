import type { ConversationRow } from '../../../models/conversations/conversation.js';
import { findSession, saveSession } from '../../../models/conversations/session-work.js';
import { words } from '../../cards/wording/index.js';
import { endShown } from '../../operations/conversations/record-turn.js';
import type { Work } from '../../operations/work.js';
import { MovedOn } from '../moved-on.js';

/** Puts aside what is open in a conversation, so that something else can begin there; it goes on when that is over. */
export async function putAsideOpen(work: Work, { session_id }: ConversationRow): Promise<void> {
  const session = session_id === null ? undefined : await findSession(work.tx, work.orgId, session_id);
  if (session?.status !== 'open') return;
  const { shown, ...flow } = session.flow;
  if (shown) await endShown(work, session, shown, words.session.outcomes.putAside);
  if (!(await saveSession(work.tx, work.orgId, { ...session, status: 'waiting', flow }, work.now))) throw new MovedOn();
}
