import { newId, type OrgId } from './ids.js';
import { first, type Sql } from './sql.js';

export type OutboxKind = 'post' | 'replace' | 'remove' | 'card';
export type OutboxState = 'pending' | 'sending' | 'uncertain' | 'sent' | 'dead';

/** Something to be said, in the order of its conversation. */
export interface OutboxRow {
  readonly outbox_id: string;
  readonly org_id: string;
  readonly conversation_id: string;
  readonly kind: OutboxKind;
  readonly reply_json: string | null;
  readonly card_id: string | null;
  /** For `replace` and `remove`: the outbox row whose message is meant. */
  readonly target_id: string | null;
  readonly state: OutboxState;
  readonly is_repeat: number;
  readonly attempts: number;
  readonly next_attempt_at: string;
  readonly created_at: string;
}

export interface NewOutbox {
  readonly conversationId: string;
  readonly kind: OutboxKind;
  readonly reply?: string | undefined;
  readonly cardId?: string | undefined;
  readonly targetId?: string | undefined;
  readonly now: Date;
}

const COLUMNS =
  'outbox_id, org_id, conversation_id, kind, reply_json, card_id, target_id, state, is_repeat, attempts, next_attempt_at, created_at';

/** Queues it and returns its id, which is also the nonce of the message. A card already queued is queued once. */
export async function addOutbox(tx: Sql, orgId: OrgId, row: NewOutbox): Promise<string> {
  const id = newId();
  const at = row.now.toISOString();
  await tx.run(
    `INSERT INTO outbox
       (outbox_id, org_id, conversation_id, kind, reply_json, card_id, target_id, state, next_attempt_at, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 'pending', $8, $9)
     ON CONFLICT DO NOTHING`,
    [id, orgId, row.conversationId, row.kind, row.reply ?? null, row.cardId ?? null, row.targetId ?? null, at, at],
  );
  return id;
}

/** A conversation whose turn to be written to this process holds. */
export interface SendClaim {
  readonly org_id: string;
  readonly conversation_id: string;
  readonly platform: string;
  readonly tenant: string;
  readonly external_key: string;
  readonly send_fence: number;
  /** The platform's pace, as a token bucket in one column: may lie some messages ahead of now. */
  readonly next_send_at: string;
}

/**
 * Claims a conversation for sending, unless somebody holds it, its pace forbids it until later, or its thread has no
 * message to hang under yet.
 */
export function claimSendingInAnyOrg(
  tx: Sql,
  { conversationId, now, until, paceBy }: { conversationId: string; now: Date; until: Date; paceBy: Date },
): Promise<SendClaim | undefined> {
  return first(
    tx,
    `/* all orgs: delivery serves every organisation */
     UPDATE conversation SET send_lease_until = $1, send_fence = send_fence + 1
     WHERE conversation_id = $2 AND send_lease_until <= $3 AND next_send_at <= $4 AND external_key IS NOT NULL
     RETURNING org_id, conversation_id, platform, tenant, external_key, send_fence, next_send_at`,
    [until.toISOString(), conversationId, now.toISOString(), paceBy.toISOString()],
  );
}

/** Takes the head of the conversation's queue when it is due; nothing overtakes a head that waits or is uncertain. */
export async function takeHead(
  tx: Sql,
  orgId: OrgId,
  { conversationId, now, until }: { conversationId: string; now: Date; until: Date },
): Promise<OutboxRow | undefined> {
  return first(
    tx,
    `UPDATE outbox SET state = 'sending', attempts = attempts + 1, next_attempt_at = $1
     WHERE org_id = $2 AND state = 'pending' AND next_attempt_at <= $3 AND outbox_id =
       (SELECT MIN(outbox_id) FROM outbox WHERE conversation_id = $4 AND state IN ('pending', 'sending', 'uncertain'))
     RETURNING ${COLUMNS}`,
    [until.toISOString(), orgId, now.toISOString(), conversationId],
  );
}

/** Gives the conversation back; `nextSendAt` moves its pace. */
export async function releaseSending(tx: Sql, claim: SendClaim, nextSendAt: Date | undefined): Promise<boolean> {
  const changed = await tx.run(
    `UPDATE conversation SET send_lease_until = '', next_send_at = COALESCE($1, next_send_at)
     WHERE org_id = $2 AND conversation_id = $3 AND send_fence = $4`,
    [nextSendAt?.toISOString() ?? null, claim.org_id, claim.conversation_id, claim.send_fence],
  );
  return changed === 1;
}

/** Keeps the claim for another message. */
export async function prolongSending(
  tx: Sql,
  claim: SendClaim,
  { until, nextSendAt }: { until: Date; nextSendAt: Date },
): Promise<boolean> {
  const changed = await tx.run(
    `UPDATE conversation SET send_lease_until = $1, next_send_at = $2
     WHERE org_id = $3 AND conversation_id = $4 AND send_fence = $5`,
    [until.toISOString(), nextSendAt.toISOString(), claim.org_id, claim.conversation_id, claim.send_fence],
  );
  return changed === 1;
}

/** What became of a row that was being sent. Rows that somebody else settled meanwhile stay as they are. */
export async function settleOutbox(
  tx: Sql,
  orgId: OrgId,
  outboxId: string,
  to: {
    readonly state: OutboxState;
    readonly nextAttemptAt?: Date;
    readonly messageRef?: string | undefined;
    readonly reason?: string;
    readonly isRepeat?: boolean;
    readonly now: Date;
  },
): Promise<boolean> {
  const changed = await tx.run(
    `UPDATE outbox SET state = $1, message_ref = COALESCE($2, message_ref), reason = COALESCE($3, reason),
       next_attempt_at = $4, is_repeat = CASE WHEN $5 = 1 THEN 1 ELSE is_repeat END,
       sent_at = CASE WHEN $1 = 'sent' THEN $6 ELSE sent_at END
     WHERE org_id = $7 AND outbox_id = $8 AND state IN ('sending', 'uncertain')`,
    [
      to.state,
      to.messageRef ?? null,
      to.reason ?? null,
      (to.nextAttemptAt ?? to.now).toISOString(),
      to.isRepeat ? 1 : 0,
      to.now.toISOString(),
      orgId,
      outboxId,
    ],
  );
  return changed === 1;
}

/** The platform's id of the message a sent row became. */
export async function messageOf(sql: Sql, orgId: OrgId, outboxId: string): Promise<string | undefined> {
  const row = await first<{ message_ref: string | null }>(
    sql,
    'SELECT message_ref FROM outbox WHERE org_id = $1 AND outbox_id = $2',
    [orgId, outboxId],
  );
  return row?.message_ref ?? undefined;
}

/** The outbox row that became a platform's message; reads the whole outbox, so only for what happens seldom. */
export async function findSaid(
  sql: Sql,
  orgId: OrgId,
  conversationId: string,
  messageRef: string,
): Promise<string | undefined> {
  const row = await first<{ outbox_id: string }>(
    sql,
    `SELECT outbox_id FROM outbox WHERE org_id = $1 AND conversation_id = $2 AND message_ref = $3 AND kind = 'post'`,
    [orgId, conversationId, messageRef],
  );
  return row?.outbox_id;
}

/** Conversations with something due: what a crash, a pause or a failure left behind. */
export async function findDueConversationsInAllOrgs(sql: Sql, now: Date, limit: number): Promise<string[]> {
  const rows = await sql.all<{ conversation_id: string }>(
    `/* all orgs: delivery serves every organisation */
     SELECT DISTINCT conversation_id FROM
       (SELECT conversation_id FROM outbox WHERE state IN ('pending', 'sending', 'uncertain') AND state = 'pending'
        AND next_attempt_at <= $1 ORDER BY next_attempt_at LIMIT $2) AS due`,
    [now.toISOString(), limit],
  );
  return rows.map((row) => row.conversation_id);
}

export interface UnsettledRow extends OutboxRow {
  readonly platform: string;
  readonly tenant: string;
  readonly external_key: string;
}

/** Rows whose outcome nobody knows: declared uncertain, or still `sending` after their lease ran out. */
export function findUnsettledInAllOrgs(sql: Sql, now: Date, limit: number): Promise<UnsettledRow[]> {
  return sql.all(
    `/* all orgs: delivery serves every organisation */
     SELECT ${COLUMNS.split(', ')
       .map((name) => `o.${name}`)
       .join(', ')}, c.platform, c.tenant, c.external_key
     FROM outbox o JOIN conversation c ON c.org_id = o.org_id AND c.conversation_id = o.conversation_id
     WHERE o.state IN ('pending', 'sending', 'uncertain') AND o.state <> 'pending' AND o.next_attempt_at <= $1
     ORDER BY o.next_attempt_at LIMIT $2`,
    [now.toISOString(), limit],
  );
}

/** Takes one unsettled row, so that two processes do not look for it at once. */
export async function claimUnsettled(tx: Sql, orgId: OrgId, row: UnsettledRow, until: Date): Promise<boolean> {
  const changed = await tx.run(
    `UPDATE outbox SET state = 'uncertain', next_attempt_at = $1
     WHERE org_id = $2 AND outbox_id = $3 AND state = $4 AND next_attempt_at = $5`,
    [until.toISOString(), orgId, row.outbox_id, row.state, row.next_attempt_at],
  );
  return changed === 1;
}

/** Rows that were given up or whose outcome is unknown, newest first; what an administrator looks at. */
export function findDeliveryProblems(sql: Sql, orgId: OrgId, limit: number) {
  return sql.all<{
    outbox_id: string;
    kind: OutboxKind;
    state: OutboxState;
    reason: string | null;
    attempts: number;
    created_at: string;
  }>(
    `SELECT outbox_id, kind, state, reason, attempts, created_at FROM outbox
     WHERE org_id = $1 AND state IN ('dead', 'uncertain') ORDER BY outbox_id DESC LIMIT $2`,
    [orgId, limit],
  );
}

/** Puts a dead letter back in its place, once. */
export async function redrive(tx: Sql, orgId: OrgId, outboxId: string, now: Date): Promise<boolean> {
  const changed = await tx.run(
    `UPDATE outbox SET state = 'pending', attempts = 0, next_attempt_at = $1
     WHERE org_id = $2 AND outbox_id = $3 AND state = 'dead'`,
    [now.toISOString(), orgId, outboxId],
  );
  return changed === 1;
}

/** How many rows are in each state but `sent`. */
export function countOutboxInAllOrgs(sql: Sql): Promise<{ state: OutboxState; rows: number; oldest: string }[]> {
  return sql.all(
    `/* all orgs: health of the whole service */
     SELECT state, CAST(COUNT(*) AS INTEGER) AS rows, MIN(created_at) AS oldest FROM outbox
     WHERE state IN ('pending', 'sending', 'uncertain', 'dead') GROUP BY state`,
  );
}
