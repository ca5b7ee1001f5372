import { findCardByMessage, markGone } from '../../../models/conversations/card.js';
import { type ConversationRow, findConversationByKey } from '../../../models/conversations/conversation.js';
import { forgetFilesOf } from '../../../models/conversations/file.js';
import { findRelay } from '../../../models/conversations/relay.js';
import { editMessage, findMessageBySource } from '../../../models/conversations/session-words.js';
import { findSession, type SessionState } from '../../../models/conversations/session-work.js';
import { findTicket } from '../../../models/tickets/ticket-work.js';
import { words } from '../../cards/wording/index.js';
import type { Deleted } from '../../chat/inbound.js';
import { recordTurn } from '../../operations/conversations/record-turn.js';
import { recallRelayed } from '../../operations/conversations/relay-words.js';
import { tellOfDeletion } from '../../operations/conversations/tell-of-edit.js';
import { recallCopies } from '../../operations/conversations/word-copies.js';
import { showCard, type Work } from '../../operations/work.js';
import { withoutWords } from '../converse/without-words.js';
import type { Decide, Desk } from '../desk.js';
import { MovedOn } from '../moved-on.js';
import { changeTold } from './change-told.js';
import type { OneTold } from './index.js';
import { editKept } from './kept-words.js';
import { isOpen } from './talk.js';

/**
 * A message was deleted: a copy that left is recalled, stored words go, and a card of ours is posted anew, once for
 * each time it is deleted. A talk that is open goes on without the words, and ends where there were no others. A
 * ticket goes on without them.
 */
export async function planDeleted(_desk: Desk, { orgId, conversation, told }: OneTold<Deleted>): Promise<Decide> {
  return async (work) => {
    const { tx } = work;
    if (await repostCard(work, conversation, told)) return 'card posted anew';
    const message = { conversationId: conversation.conversation_id, messageRef: told.messageId };
    await forgetFilesOf(tx, orgId, message);
    const relay = await findRelay(tx, orgId, conversation.conversation_id, told.messageId);
    const ticket = relay && (await findTicket(tx, orgId, relay.ticket_id));
    const kept = await findMessageBySource(tx, orgId, conversation.conversation_id, told.messageId);
    if (kept) await recallCopies(work, kept.message_id);
    if (relay && ticket) {
      await recallRelayed(work, relay, ticket);
      // What a requester answered may be known to the ticket, too.
      const session = kept && (await findSession(tx, orgId, kept.session_id));
      if (session) await forgetTold(work, session, kept.content);
      return 'copy recalled';
    }
    if (await editKept(work, conversation, told)) return 'kept words deleted';
    if (!kept) return 'not kept';
    await editMessage(tx, orgId, kept.message_id, words.session.deletedWords);
    const session = await findSession(tx, orgId, kept.session_id);
    if (!session) return 'deleted';
    if (!isOpen(session)) {
      await forgetTold(work, session, kept.content);
      return 'deleted';
    }
    const isWritten = await recordTurn(work, { heard: [], ...withoutWords(session, kept.content) });
    if (!isWritten) throw new MovedOn();
    return 'deleted';
  };
}

/** The ticket that was told these words goes on without them, and whoever works on it reads that. */
async function forgetTold(work: Work, session: SessionState, said: string): Promise<void> {
  const ticket = await changeTold(work, session, { said, instead: undefined });
  if (ticket) await tellOfDeletion(work, ticket);
}

/** Cards hang in the channel itself, while the deletion may name the thread under the card. */
async function repostCard(work: Work, conversation: ConversationRow, { place, messageId }: Deleted): Promise<boolean> {
  const { tx, orgId } = work;
  const { platform, tenant } = conversation;
  const channel = await findConversationByKey(tx, { platform, tenant, key: place.channel });
  const places = new Set([conversation.conversation_id, ...(channel ? [channel.conversation_id] : [])]);
  for (const conversationId of places) {
    const card = await findCardByMessage(tx, orgId, conversationId, messageId);
    if (!card || !(await markGone(tx, orgId, card.card_id, messageId))) continue;
    await showCard(work, card);
    return true;
  }
  return false;
}
