import { findCardByMessage, markGone } from '../../../models/card.js';
import { type ConversationRow, findConversationByKey } from '../../../models/conversation.js';
import type { OrgId } from '../../../models/ids.js';
import { findRelay } from '../../../models/relay.js';
import { editMessage, findMessageBySource } from '../../../models/session-words.js';
import { findTicket } from '../../../models/ticket-work.js';
import { words } from '../../cards/wording/index.js';
import type { Deleted } from '../../chat/inbound.js';
import { recallRelayed } from '../../operations/relay-words.js';
import { showCard, type Work } from '../../operations/work.js';
import type { Decide, Desk } from '../desk.js';

/**
 * A message was deleted: a copy that left is recalled, stored words go, and a card of ours is posted anew, once for
 * each time it is deleted.
 */
export async function planDeleted(
  _desk: Desk,
  { orgId, conversation, told }: { orgId: OrgId; conversation: ConversationRow; told: Deleted },
): Promise<Decide> {
  return async (work) => {
    const { tx } = work;
    if (await repostCard(work, conversation, told)) return 'card posted anew';
    const relay = await findRelay(tx, orgId, conversation.conversation_id, told.messageId);
    const ticket = relay && (await findTicket(tx, orgId, relay.ticket_id));
    if (relay && ticket) await recallRelayed(work, relay, ticket);
    const kept =
      relay?.message_id ?? (await findMessageBySource(tx, orgId, conversation.conversation_id, told.messageId));
    if (!kept) return 'not kept';
    await editMessage(tx, orgId, kept, words.session.deletedWords);
    return relay ? 'copy recalled' : 'deleted';
  };
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
