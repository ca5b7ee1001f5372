import type { ConversationRow } from '../../../models/conversations/conversation.js';
import { findSession, saveSession } from '../../../models/conversations/session-work.js';
import type { Deleted, Edited } from '../../chat/inbound.js';
import type { Work } from '../../operations/work.js';

/**
 * Changes words that are kept until their author says where they belong; a deleted message leaves them. False when the
 * message is none of these.
 */
export async function editKept(work: Work, conversation: ConversationRow, told: Edited | Deleted): Promise<boolean> {
  const { tx, orgId, now } = work;
  const session = conversation.session_id ? await findSession(tx, orgId, conversation.session_id) : undefined;
  const awaiting = session?.flow.awaiting;
  if (!session || awaiting?.kind !== 'route') return false;
  if (!awaiting.said.some(({ messageRef }) => messageRef === told.messageId)) return false;
  const said = awaiting.said.flatMap((one) => {
    if (one.messageRef !== told.messageId) return one;
    return told.kind === 'edited' ? { ...one, text: told.text } : [];
  });
  return saveSession(tx, orgId, { ...session, flow: { ...session.flow, awaiting: { ...awaiting, said } } }, now);
}
