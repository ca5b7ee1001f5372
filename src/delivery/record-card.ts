import { hangThread, markShown } from '../../models/conversations/card.js';
import type { Tx } from '../../models/database.js';
import { orgIdOf } from '../../models/ids.js';
import { addOutbox } from '../../models/outbox/outbox.js';
import type { OpenClaim } from '../../models/outbox/sending.js';
import type { Platform } from '../chat/platform.js';
import type { ShownCard } from './outcome.js';

/**
 * The platform shows this version of the card now. A newer one that was wanted meanwhile is queued, a ticket's thread
 * hangs under its card's new message, and what waited for the thread can go.
 */
export async function recordCard(
  {
    tx,
    now,
    touched,
    platform,
    claim,
  }: { tx: Tx; now: Date; touched: Set<string>; platform: Platform; claim: OpenClaim },
  shown: ShownCard & { readonly messageRef: string },
): Promise<void> {
  const orgId = orgIdOf(claim);
  const card = await markShown(tx, orgId, shown.cardId, shown);
  if (!card) return;
  const conversationId = claim.conversation_id;
  if (shown.isNewer && card.wanted_version > card.shown_version) {
    await addOutbox(tx, orgId, { conversationId, kind: 'card', cardId: card.card_id, now });
    touched.add(conversationId);
  }
  if (!shown.isNew || card.kind !== 'ticket') return;
  const channelKey = claim.external_key;
  const key = platform.threadUnder(channelKey, shown.messageRef);
  // In a direct message there are no threads: what hangs there is the conversation itself.
  const thread = key === channelKey ? undefined : await hangThread(tx, orgId, card.subject_id, { channelKey, key });
  if (thread) touched.add(thread);
}
