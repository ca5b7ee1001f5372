import type { ConversationRow } from '../../../models/conversation.js';
import type { OrgId } from '../../../models/ids.js';
import { findRelay } from '../../../models/relay.js';
import { editMessage, findMessageBySource } from '../../../models/session-words.js';
import { findSession } from '../../../models/session-work.js';
import { findTicket } from '../../../models/ticket-work.js';
import { plainReply } from '../../cards/session-cards.js';
import { words } from '../../cards/wording/index.js';
import type { Edited } from '../../chat/inbound.js';
import { editRelayed } from '../../operations/relay-words.js';
import { say } from '../../operations/work.js';
import type { Decide, Desk } from '../desk.js';
import { whoIs } from '../people.js';
import { isOpen } from './talk.js';

/**
 * A message was edited: a copy that left follows it, the stored words follow it, and in a talk that is open the desk
 * says that its answer was to the old words. Words that were never kept stay unkept.
 */
export async function planEdited(
  desk: Desk,
  { orgId, conversation, told }: { orgId: OrgId; conversation: ConversationRow; told: Edited },
): Promise<Decide> {
  const who = await whoIs(desk, orgId, told);
  if (who.standing !== 'member') return async () => 'ignored';
  return async (work) => {
    const { tx } = work;
    const relay = await findRelay(tx, orgId, conversation.conversation_id, told.messageId);
    const ticket = relay && (await findTicket(tx, orgId, relay.ticket_id));
    if (relay && ticket) {
      await editRelayed(work, relay, { ticket, author: await who.person(work), text: told.text });
      return 'copy edited';
    }
    const messageId = await findMessageBySource(tx, orgId, conversation.conversation_id, told.messageId);
    if (!messageId) return 'not kept';
    await editMessage(tx, orgId, messageId, told.text);
    const session = conversation.session_id ? await findSession(tx, orgId, conversation.session_id) : undefined;
    if (session && isOpen(session)) await say(work, conversation.conversation_id, plainReply(words.session.editedLate));
    return 'edited';
  };
}
