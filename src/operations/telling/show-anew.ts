import { addCard, markGone } from '../../../models/conversations/card.js';
import { findSaid } from '../../../models/outbox/outbox.js';
import type { Reply } from '../../chat/outbound.js';
import { replaceSaid, showCard, type Work } from '../work.js';

/**
 * Shows a card as the newest message of a conversation, so that people notice it. Where it hangs there already, the older
 * message keeps its place and says `past` from now on. Answers the card's id.
 */
export async function showAnew(
  work: Work,
  of: { readonly kind: string; readonly subjectId: string; readonly conversationId: string; readonly version: number },
  past: Reply,
): Promise<string> {
  const { tx, orgId, now } = work;
  const card = await addCard(tx, orgId, { ...of, now });
  if (card.message_ref) {
    const before = await findSaid(tx, orgId, of.conversationId, card.message_ref, 'card');
    await markGone(tx, orgId, card.card_id, card.message_ref);
    if (before) await replaceSaid(work, of.conversationId, before, past);
  }
  await showCard(work, card);
  return card.card_id;
}
