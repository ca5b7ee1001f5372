import { findCardByMessage } from '../../../models/conversations/card.js';
import { findNewestWords, findSaid } from '../../../models/outbox/outbox.js';
import type { Reply } from '../../chat/outbound.js';
import { replySchema } from '../../chat/reply-schema.js';
import type { Work } from '../work.js';
import { renderCard } from './render-card.js';

/**
 * What a message of the desk will show once this transaction commits, where the transaction changes it: delivery puts it
 * there for everybody. Undefined for a message that stays as it is.
 */
export async function shownByNow(
  { tx, orgId, now, touched }: Work,
  { conversationId, messageRef }: { readonly conversationId: string; readonly messageRef: string },
): Promise<Reply | undefined> {
  if (!touched.has(conversationId)) return undefined;
  const card = await findCardByMessage(tx, orgId, conversationId, messageRef);
  if (card) return (await renderCard(tx, orgId, card, now))?.reply;
  const said = await findSaid(tx, orgId, conversationId, messageRef);
  const newest = said && (await findNewestWords(tx, orgId, said));
  return newest === undefined ? undefined : replySchema.parse(JSON.parse(newest));
}
