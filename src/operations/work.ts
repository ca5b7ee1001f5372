import { type CardRow, findCardsOf, wantVersion } from '../../models/conversations/card.js';
import type { Tx } from '../../models/database.js';
import { newId, type OrgId } from '../../models/ids.js';
import type { Models } from '../../models/index.js';
import { addAllOutbox, isCardUnderWay, type Outgoing } from '../../models/outbox/outbox.js';
import { together } from '../../models/sql.js';
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
  /** Where what was queued collects, for delivery to send it without reading it back. */
  readonly queued?: Outgoing[];
}

/** Queues what is to be sent once this transaction commits, in this order. Nothing else queues for an operation. */
export async function queue(work: Work, outgoing: readonly Outgoing[]): Promise<void> {
  for (const { conversationId } of outgoing) work.touched.add(conversationId);
  work.queued?.push(...outgoing);
  await addAllOutbox(work.tx, work.orgId, outgoing);
}

/** How something is said. */
interface HowSaid {
  /** What may be missing but not be there twice is held for an administrator when nobody knows whether it arrived. */
  readonly isRepeatable?: boolean;
}

/** New words in a conversation. */
export function posting(
  { now }: Pick<Work, 'now'>,
  conversationId: string,
  reply: Reply,
  { isRepeatable }: HowSaid = {},
): Outgoing {
  return { id: newId(), conversationId, kind: 'post', reply: JSON.stringify(reply), words: reply, isRepeatable, now };
}

/** Other words in the place of what was said. */
export function replacing(
  { now }: Pick<Work, 'now'>,
  conversationId: string,
  targetId: string,
  reply: Reply,
): Outgoing {
  return { id: newId(), conversationId, kind: 'replace', reply: JSON.stringify(reply), words: reply, targetId, now };
}

/** Says something in a conversation, once this transaction commits; returns the outbox id to change it by later. */
export async function say(work: Work, conversationId: string, reply: Reply, how: HowSaid = {}): Promise<string> {
  const post = posting(work, conversationId, reply, how);
  await queue(work, [post]);
  return post.id;
}

/** Puts other words in the place of what was said. */
export function replaceSaid(work: Work, conversationId: string, outboxId: string, reply: Reply): Promise<void> {
  return queue(work, [replacing(work, conversationId, outboxId, reply)]);
}

/** Takes back what was said. */
export function removeSaid(work: Work, conversationId: string, targetId: string): Promise<void> {
  return queue(work, [{ id: newId(), conversationId, kind: 'remove', targetId, now: work.now }]);
}

/** Lets every card of a subject show this version, wherever it was posted. */
export async function refreshCards(work: Work, subjectId: string, version: number): Promise<void> {
  const { tx, orgId } = work;
  const [, cards] = await together(wantVersion(tx, orgId, subjectId, version), findCardsOf(tx, orgId, subjectId));
  for (const card of cards) await showCard(work, card);
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
export function showCard(work: Work, card: { card_id: string; conversation_id: string }): Promise<void> {
  const { card_id: cardId, conversation_id: conversationId } = card;
  return queue(work, [{ id: newId(), conversationId, kind: 'card', cardId, now: work.now }]);
}
