import { dropCopies, findCopies } from '../../../models/conversations/word-copy.js';
import { findPlaceOf } from '../../../models/outbox/outbox.js';
import type { Reply } from '../../chat/outbound.js';
import { removeSaid, replaceSaid, type Work } from '../work.js';

/** Takes back every further copy of a word that its author deleted. */
export async function recallCopies(work: Work, messageId: string): Promise<void> {
  for (const { outboxId, place } of await placesOf(work, messageId)) await removeSaid(work, place, outboxId);
  await dropCopies(work.tx, work.orgId, messageId);
}

/** Every further copy of a word that its author edited says the new words. */
export async function editCopies(work: Work, messageId: string, reply: Reply): Promise<void> {
  for (const { outboxId, place } of await placesOf(work, messageId)) await replaceSaid(work, place, outboxId, reply);
}

async function placesOf({ tx, orgId }: Work, messageId: string) {
  const found: { outboxId: string; place: string }[] = [];
  for (const outboxId of await findCopies(tx, orgId, messageId)) {
    const place = await findPlaceOf(tx, orgId, outboxId);
    if (place) found.push({ outboxId, place });
  }
  return found;
}
