import { newId, type OrgId } from '../ids.js';
import { first, type Sql } from '../sql.js';

/** Something a platform told us, kept until it had its effect. `payload_json` is forgotten once it is done. */
export interface InboxRow {
  readonly inbox_id: string;
  readonly org_id: string;
  readonly conversation_id: string | null;
  readonly payload_json: string;
  readonly attempts: number;
}

export interface NewInbox {
  readonly platform: string;
  readonly tenant: string;
  readonly dedupeKey: string;
  readonly conversationId: string | null;
  readonly payload: string | null;
  readonly now: Date;
  /** When a sweep may take it, should the process that stored it not get to it. */
  readonly nextAttemptAt: Date;
}

/** Stores what came in; undefined when a redelivery finds it there already. `waiting` rows are answered later. */
export async function storeInbox(
  tx: Sql,
  orgId: OrgId,
  row: NewInbox,
  state: 'waiting' | 'done',
): Promise<string | undefined> {
  const id = newId();
  const stored = await tx.run(
    `INSERT INTO inbox
       (inbox_id, org_id, platform, tenant, dedupe_key, conversation_id, payload_json, state, next_attempt_at, received_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     ON CONFLICT (platform, tenant, dedupe_key) DO NOTHING`,
    [
      id,
      orgId,
      row.platform,
      row.tenant,
      row.dedupeKey,
      row.conversationId,
      row.payload,
      state,
      row.nextAttemptAt.toISOString(),
      row.now.toISOString(),
    ],
  );
  return stored === 1 ? id : undefined;
}

/** Takes back that something came in, within the transaction that stored it. */
export async function unstoreInbox(
  tx: Sql,
  orgId: OrgId,
  { platform, tenant, dedupeKeys }: { platform: string; tenant: string; dedupeKeys: readonly string[] },
): Promise<void> {
  if (dedupeKeys.length === 0) return;
  await tx.run(
    `DELETE FROM inbox WHERE org_id = $1 AND platform = $2 AND tenant = $3
       AND dedupe_key IN (${dedupeKeys.map((_, at) => `$${at + 4}`)})`,
    [orgId, platform, tenant, ...dedupeKeys],
  );
}

/** What is told in a conversation that its platform calls by `key`. */
export type InboxPlace = Omit<NewInbox, 'conversationId'> & { readonly key: string };
export type StoredInbox = Pick<InboxRow, 'inbox_id' | 'org_id'> & { readonly conversation_id: string };

/**
 * Stores what is to be answered later where the tenant is installed and its conversation is there. Undefined otherwise,
 * and when a redelivery finds its row.
 */
export async function storeInPlace(
  tx: Sql,
  { platform, tenant, key, dedupeKey, payload, now, nextAttemptAt }: InboxPlace,
): Promise<StoredInbox | undefined> {
  return first(
    tx,
    `INSERT INTO inbox
       (inbox_id, org_id, platform, tenant, dedupe_key, conversation_id, payload_json, state, next_attempt_at, received_at)
     SELECT $1, c.org_id, c.platform, c.tenant, $2, c.conversation_id, $3, 'waiting', $4, $5
     FROM installation i JOIN conversation c
       ON c.org_id = i.org_id AND c.platform = i.platform AND c.tenant = i.tenant AND c.external_key = $6
     WHERE i.platform = $7 AND i.tenant = $8 AND i.removed_at IS NULL
     ON CONFLICT (platform, tenant, dedupe_key) DO NOTHING RETURNING org_id, conversation_id, inbox_id`,
    [newId(), dedupeKey, payload, nextAttemptAt.toISOString(), now.toISOString(), key, platform, tenant],
  );
}

/** What waits in one conversation, oldest first. */
export function findWaiting(sql: Sql, orgId: OrgId, conversationId: string, limit = 50): Promise<InboxRow[]> {
  return sql.all(
    `SELECT inbox_id, org_id, conversation_id, payload_json, attempts FROM inbox
     WHERE org_id = $1 AND conversation_id = $2 AND state = 'waiting' ORDER BY inbox_id LIMIT $3`,
    [orgId, conversationId, limit],
  );
}

/** Conversations in which something has waited too long: what a crash or a failure left behind. */
export function findOverdueConversationsInAllOrgs(
  sql: Sql,
  now: Date,
  limit: number,
): Promise<{ org_id: string; conversation_id: string }[]> {
  return sql.all(
    `/* all orgs: recovery serves every organisation */
     SELECT DISTINCT org_id, conversation_id FROM
       (SELECT org_id, conversation_id FROM inbox WHERE state = 'waiting' AND next_attempt_at <= $1
        ORDER BY next_attempt_at LIMIT $2) AS overdue`,
    [now.toISOString(), limit],
  );
}

/** Their effect is committed in this transaction; what they said is forgotten here (MESSAGES keeps the words). */
export async function finishInbox(tx: Sql, orgId: OrgId, inboxIds: readonly string[], outcome: string): Promise<void> {
  if (inboxIds.length === 0) return;
  await tx.run(
    `UPDATE inbox SET state = 'done', outcome = $1, payload_json = NULL
     WHERE org_id = $2 AND inbox_id IN (${inboxIds.map((_, at) => `$${at + 3}`)})`,
    [outcome, orgId, ...inboxIds],
  );
}

/**
 * Could not be handled: another try at `nextAttemptAt`, or never again (`dead`, with the reason). `isCounted`: whether it
 * was an attempt, of which there are only so many.
 */
export async function failInbox(
  tx: Sql,
  orgId: OrgId,
  {
    inboxId,
    reason,
    nextAttemptAt,
    isCounted,
  }: { inboxId: string; reason: string; nextAttemptAt: Date | undefined; isCounted: boolean },
): Promise<void> {
  await tx.run(
    `UPDATE inbox SET state = $1, outcome = $2, attempts = attempts + $3, next_attempt_at = $4
     WHERE org_id = $5 AND inbox_id = $6 AND state = 'waiting'`,
    [nextAttemptAt ? 'waiting' : 'dead', reason, isCounted ? 1 : 0, nextAttemptAt?.toISOString() ?? '', orgId, inboxId],
  );
}

/** Forgets rows that no redelivery can ask for any more, and what was given up so long ago that nobody will redrive it. */
export async function forgetInboxInAllOrgs(tx: Sql, before: Date, limit: number): Promise<number> {
  return tx.run(
    `/* all orgs: retention serves every organisation */
     DELETE FROM inbox WHERE inbox_id IN
       (SELECT inbox_id FROM inbox WHERE received_at < $1 AND state <> 'waiting' ORDER BY received_at LIMIT $2)`,
    [before.toISOString(), limit],
  );
}

/** How many wait and since when the oldest does, and how many were given up. */
export function countWaitingInAllOrgs(
  sql: Sql,
): Promise<{ waiting: number; oldest: string | null; dead: number } | undefined> {
  return first(
    sql,
    `/* all orgs: health of the whole service */
     SELECT CAST(COUNT(*) AS INTEGER) AS waiting, MIN(received_at) AS oldest,
       (SELECT CAST(COUNT(*) AS INTEGER) FROM inbox WHERE state = 'dead') AS dead
     FROM inbox WHERE state = 'waiting'`,
  );
}
