import { type CardRow, findCardsOf, wantVersion } from '../../models/card.js';
import type { Tx } from '../../models/database.js';
import type { OrgId } from '../../models/ids.js';
import type { Models } from '../../models/index.js';
import { addOutbox, isCardUnderWay } from '../../models/outbox.js';
import type { Reply } from '../chat/outbound.js';

/**
 * What an operation works with: the caller's transaction, one organisation, one moment. Conversations that will have
 * something to send after the commit collect in `touched`, for the caller to hand to delivery.
 */
export interface Work {
  readonly tx: Tx;
  readonly models: Models;
  readonly orgId: OrgId;
  readonly now: Date;
  readonly touched: Set<string>;
}

/** Says something in a conversation, once this transaction commits; returns the outbox id to change it by later. */
export function say(work: Work, conversationId: string, reply: Reply): Promise<string> {
  work.touched.add(conversationId);
  const { tx, orgId, now } = work;
  return addOutbox(tx, orgId, { conversationId, kind: 'post', reply: JSON.stringify(reply), now });
}

/** Puts other words in the place of what was said. */
export async function replaceSaid(work: Work, conversationId: string, outboxId: string, reply: Reply): Promise<void> {
  work.touched.add(conversationId);
  const { tx, orgId, now } = work;
  await addOutbox(tx, orgId, {
    conversationId,
    kind: 'replace',
    reply: JSON.stringify(reply),
    targetId: outboxId,
    now,
  });
}

/** Takes back what was said. */
export async function removeSaid(work: Work, conversationId: string, outboxId: string): Promise<void> {
  work.touched.add(conversationId);
  const { tx, orgId, now } = work;
  await addOutbox(tx, orgId, { conversationId, kind: 'remove', targetId: outboxId, now });
}

/** Lets every card of a subject show this version, wherever it was posted. */
export async function refreshCards(work: Work, subjectId: string, version: number): Promise<void> {
  await wantVersion(work.tx, work.orgId, subjectId, version);
  for (const card of await findCardsOf(work.tx, work.orgId, subjectId)) await showCard(work, card);
}

/**
 * Shows cards once more, to somebody who acted on an older state. A card whose newest state is on its way already is
 * left alone: of fifty who press at once, none waits for another's repetition.
 */
export async function repeatCards(work: Work, cards: readonly CardRow[]): Promise<void> {
  for (const card of cards) {
    const isBehind = card.shown_version < card.wanted_version;
    if (isBehind && (await isCardUnderWay(work.tx, work.orgId, card))) continue;
    await showCard(work, card);
  }
}

/** Queues the newest state of one card. */
export async function showCard(work: Work, card: { card_id: string; conversation_id: string }): Promise<void> {
  work.touched.add(card.conversation_id);
  const { tx, orgId, now } = work;
  await addOutbox(tx, orgId, { conversationId: card.conversation_id, kind: 'card', cardId: card.card_id, now });
}
