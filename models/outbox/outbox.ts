import type { Reply } from '../../src/chat/outbound.js';
import { newId, type OrgId } from '../ids.js';
import { first, type Sql } from '../sql.js';

export type OutboxKind = 'post' | 'replace' | 'remove' | 'card';
export type OutboxState = 'pending' | 'sending' | 'uncertain' | 'sent' | 'dead';

/** Something to be said, in the order of its conversation. Times are UTC ISO 8601. */
export interface OutboxRow {
  readonly outbox_id: string;
  readonly org_id: string;
  readonly conversation_id: string;
  readonly kind: OutboxKind;
  /** Forgotten once it is sent: the words are kept in MESSAGES. */
  readonly reply_json: string | null;
  readonly card_id: string | null;
  /** For `replace` and `remove`: the outbox row whose message is meant. */
  readonly target_id: string | null;
  readonly state: OutboxState;
  readonly is_repeat: number;
  /** 0 for what is held for an administrator, not repeated, when its outcome stays unknown. */
  readonly is_repeatable: number;
  /** How often it was handed to the platform. */
  readonly attempts: number;
  readonly next_attempt_at: string;
  readonly first_tried_at: string | null;
  readonly tried_at: string | null;
  readonly reason: string | null;
  readonly created_at: string;
}

export const OUTBOX_COLUMNS =
  'outbox_id, org_id, conversation_id, kind, reply_json, card_id, target_id, state, is_repeat, is_repeatable, attempts, next_attempt_at, first_tried_at, tried_at, reason, created_at';

/**
 * What is still to be done in one conversation, word for word as the index for that has it: by other words than the index
 * of what is due. Before PostgreSQL has counted anew it takes nothing to wait, any index of what waits to be as good as
 * another, and reads all that waits anywhere for one conversation.
 */
export const WAITS_IN_TURN = `state NOT IN ('sent', 'dead')`;

export interface NewOutbox {
  readonly conversationId: string;
  readonly kind: OutboxKind;
  readonly reply?: string | undefined;
  readonly cardId?: string | undefined;
  readonly targetId?: string | undefined;
  /** Whether it is said again, marked, when its outcome stays unknown; it is unless told otherwise. */
  readonly isRepeatable?: boolean | undefined;
  readonly now: Date;
}

/** Queues it and returns its id, which is also the nonce of the message. A card already queued is queued once. */
export async function addOutbox(tx: Sql, orgId: OrgId, row: NewOutbox): Promise<string> {
  const id = newId();
  await addAllOutbox(tx, orgId, [{ ...row, id }]);
  return id;
}

/** Something to be sent, with its id; ids sort in the order in which they are to go. */
export interface Outgoing extends NewOutbox {
  readonly id: string;
  /** What `reply` says, for the process that queues it and sends it at once. */
  readonly words?: Reply | undefined;
}

/** A row as it was just queued, without reading it back. */
export function rowOf(orgId: OrgId, outgoing: Outgoing): OutboxRow {
  const { id, conversationId, kind, reply, cardId, targetId, isRepeatable, now } = outgoing;
  const at = now.toISOString();
  return {
    outbox_id: id,
    org_id: orgId,
    conversation_id: conversationId,
    kind,
    reply_json: reply ?? null,
    card_id: cardId ?? null,
    target_id: targetId ?? null,
    state: 'pending',
    is_repeat: 0,
    is_repeatable: isRepeatable === false ? 0 : 1,
    attempts: 0,
    next_attempt_at: at,
    first_tried_at: null,
    tried_at: null,
    reason: null,
    created_at: at,
  };
}

/** Queues all of them. */
export async function addAllOutbox(tx: Sql, orgId: OrgId, rows: readonly Outgoing[]): Promise<void> {
  if (rows.length === 0) return;
  const values = rows.map(({ id, conversationId, kind, reply, cardId, targetId, isRepeatable, now }) => [
    ...[id, conversationId, kind, reply ?? null, cardId ?? null, targetId ?? null, now.toISOString()],
    isRepeatable === false ? 0 : 1,
  ]);
  const width = 8;
  const places = values.map((_, at) => {
    const [id, conversation, kind, reply, card, target, now, repeatable] = Array.from(
      { length: width },
      (_, n) => `$${at * width + n + 2}`,
    );
    return `(${id}, $1, ${conversation}, ${kind}, ${reply}, ${card}, ${target}, 'pending', ${now}, ${now}, ${repeatable})`;
  });
  await tx.run(
    `INSERT INTO outbox
       (outbox_id, org_id, conversation_id, kind, reply_json, card_id, target_id, state, next_attempt_at, created_at,
        is_repeatable)
     VALUES ${places.join(', ')}
     ON CONFLICT DO NOTHING`,
    [orgId, ...values.flat()],
  );
}

/** The row a `replace` or `remove` means, and where its message is. */
export interface OutboxTarget {
  readonly outbox_id: string;
  readonly state: OutboxState;
  readonly message_ref: string | null;
  /** Null when it was never handed to the platform, and so cannot be there. */
  readonly first_tried_at: string | null;
  readonly tenant: string;
  readonly external_key: string | null;
}

export function findTarget(sql: Sql, orgId: OrgId, outboxId: string): Promise<OutboxTarget | undefined> {
  return first(
    sql,
    `SELECT o.outbox_id, o.state, o.message_ref, o.first_tried_at, c.tenant, c.external_key
     FROM outbox o JOIN conversation c ON c.org_id = o.org_id AND c.conversation_id = o.conversation_id
     WHERE o.org_id = $1 AND o.outbox_id = $2`,
    [orgId, outboxId],
  );
}

/** The outbox row that became a platform's message. */
export async function findSaid(
  sql: Sql,
  orgId: OrgId,
  conversationId: string,
  messageRef: string,
  kind: 'post' | 'card' = 'post',
): Promise<string | undefined> {
  const row = await first<{ outbox_id: string }>(
    sql,
    `SELECT outbox_id FROM outbox WHERE org_id = $1 AND conversation_id = $2 AND message_ref = $3 AND kind = $4
     ORDER BY outbox_id LIMIT 1`,
    [orgId, conversationId, messageRef, kind],
  );
  return row?.outbox_id;
}

/** The newest words that wait to take the place of what was said. */
export async function findNewestWords(sql: Sql, orgId: OrgId, outboxId: string): Promise<string | undefined> {
  const row = await first<{ reply_json: string }>(
    sql,
    `SELECT reply_json FROM outbox WHERE org_id = $1 AND target_id = $2 AND kind = 'replace' AND state = 'pending'
     ORDER BY outbox_id DESC LIMIT 1`,
    [orgId, outboxId],
  );
  return row?.reply_json;
}

/** A card that is queued twice is queued once: every other waiting row of it is done with. */
export async function mergeCardRows(tx: Sql, row: OutboxRow, now: Date): Promise<void> {
  if (row.kind !== 'card') return;
  await tx.run(
    `UPDATE outbox SET state = 'sent', sent_at = $1, reason = 'merged into an earlier update'
     WHERE org_id = $2 AND card_id = $3 AND kind = 'card' AND state = 'pending' AND outbox_id <> $4`,
    [now.toISOString(), row.org_id, row.card_id, row.outbox_id],
  );
}

/** The conversation something was said in. */
export async function findPlaceOf(sql: Sql, orgId: OrgId, outboxId: string): Promise<string | undefined> {
  const row = await first<{ conversation_id: string }>(
    sql,
    'SELECT conversation_id FROM outbox WHERE org_id = $1 AND outbox_id = $2',
    [orgId, outboxId],
  );
  return row?.conversation_id;
}

/** Whether a card is queued or being sent. */
export async function isCardUnderWay(
  sql: Sql,
  orgId: OrgId,
  { card_id, conversation_id }: { readonly card_id: string; readonly conversation_id: string },
): Promise<boolean> {
  const row = await first(
    sql,
    `SELECT outbox_id FROM outbox WHERE org_id = $1 AND conversation_id = $2 AND card_id = $3
     AND ${WAITS_IN_TURN} LIMIT 1`,
    [orgId, conversation_id, card_id],
  );
  return row !== undefined;
}
