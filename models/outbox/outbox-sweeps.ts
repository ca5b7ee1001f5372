import type { OrgId } from '../ids.js';
import { first, type Sql } from '../sql.js';
import type { OutboxKind, OutboxRow, OutboxState } from './outbox.js';
import { OUTBOX_COLUMNS, WAITS_IN_TURN } from './outbox.js';

/** The states of rows that are not done with, word for word as the partial indexes name them. */
const OPEN = `state IN ('pending', 'sending', 'uncertain')`;
const PROBLEM = `state IN ('dead', 'uncertain')`;

/** Which conversations a sweep looks for, as of `now`, and how many. */
export interface Due {
  readonly now: Date;
  /** Conversations whose `next_send_at` lies further ahead have to wait: by their pace, or because they were told to. */
  readonly paceBy: Date;
  /** The platforms this process can send on. */
  readonly platforms: readonly string[];
  readonly limit: number;
}

/**
 * Conversations whose next row is due and may be sent now: what a crash, a pause or a failure left behind. What waits
 * behind another row, in a conversation that is held, or under a card that is not posted yet is not in the way.
 */
export function findDueConversationsInAllOrgs(sql: Sql, due: Due): Promise<string[]> {
  return findHeads(sql, `o.state = 'pending'`, due);
}

/** Conversations whose next row has an outcome nobody knows, declared or left behind by a process that died. */
export function findUnsettledConversationsInAllOrgs(sql: Sql, due: Due): Promise<string[]> {
  return findHeads(sql, `o.state <> 'pending'`, due);
}

async function findHeads(sql: Sql, which: string, { now, paceBy, platforms, limit }: Due): Promise<string[]> {
  if (platforms.length === 0) return [];
  const names = platforms.map((_, index) => `$${index + 4}`).join(', ');
  // CROSS JOIN: SQLite then starts with the few rows of outbox_due. MIN: PostgreSQL then asks for each of them alone.
  const rows = await sql.all<{ conversation_id: string }>(
    `/* all orgs: delivery serves every organisation */
     SELECT o.conversation_id FROM outbox o CROSS JOIN conversation c
     WHERE o.${OPEN} AND ${which} AND o.next_attempt_at <= $1
       AND c.conversation_id = o.conversation_id AND c.org_id = o.org_id
       AND (c.external_key IS NOT NULL OR c.opens_for IS NOT NULL)
       AND c.send_lease_until <= $1 AND c.next_send_at <= $2 AND c.platform IN (${names})
       AND o.outbox_id = (SELECT MIN(head.outbox_id) FROM outbox head
         WHERE head.conversation_id = o.conversation_id AND head.${WAITS_IN_TURN})
     ORDER BY o.next_attempt_at LIMIT $3`,
    [now.toISOString(), paceBy.toISOString(), limit, ...platforms],
  );
  return rows.map((row) => row.conversation_id);
}

/** Rows that wait since before `before` for a thread whose card was never posted. */
export function findStrandedInAllOrgs(sql: Sql, before: Date, limit: number): Promise<OutboxRow[]> {
  return sql.all(
    `/* all orgs: delivery serves every organisation */
     SELECT ${columnsOf('o')} FROM outbox o CROSS JOIN conversation c
     WHERE o.${OPEN} AND o.state = 'pending' AND o.next_attempt_at <= $1
       AND c.conversation_id = o.conversation_id AND c.org_id = o.org_id
       AND c.external_key IS NULL AND c.opens_for IS NULL
     ORDER BY o.next_attempt_at LIMIT $2`,
    [before.toISOString(), limit],
  );
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
     WHERE org_id = $1 AND ${PROBLEM} ORDER BY outbox_id DESC LIMIT $2`,
    [orgId, limit],
  );
}

/** How many rows of an organisation were given up or have an unknown outcome. */
export async function countDeliveryProblems(sql: Sql, orgId: OrgId): Promise<{ dead: number; uncertain: number }> {
  const rows = await sql.all<{ state: OutboxState; rows: number }>(
    `SELECT state, CAST(COUNT(*) AS INTEGER) AS rows FROM outbox WHERE org_id = $1 AND ${PROBLEM} GROUP BY state`,
    [orgId],
  );
  const count = (state: OutboxState) => rows.find((row) => row.state === state)?.rows ?? 0;
  return { dead: count('dead'), uncertain: count('uncertain') };
}

/** How many rows are in each state but `sent`, which are the most by far and are not read. */
export function countOutboxInAllOrgs(sql: Sql): Promise<{ state: OutboxState; rows: number; oldest: string }[]> {
  return sql.all(
    `/* all orgs: health of the whole service */
     SELECT state, CAST(COUNT(*) AS INTEGER) AS rows, MIN(created_at) AS oldest FROM outbox WHERE ${OPEN} GROUP BY state
     UNION ALL
     SELECT 'dead' AS state, CAST(COUNT(*) AS INTEGER) AS rows, MIN(created_at) AS oldest FROM outbox
     WHERE ${PROBLEM} AND state = 'dead' HAVING COUNT(*) > 0`,
  );
}

/** How many rows wait to be sent to a conversation. */
export async function countWaiting(sql: Sql, orgId: OrgId, conversationId: string): Promise<number> {
  const row = await first<{ n: number }>(
    sql,
    `SELECT CAST(COUNT(*) AS INTEGER) AS n FROM outbox WHERE org_id = $1 AND conversation_id = $2 AND ${WAITS_IN_TURN}`,
    [orgId, conversationId],
  );
  return row?.n ?? 0;
}

/**
 * Sent rows from before `before` that nothing refers to any more, oldest first: no relayed word that may still be edited
 * or recalled, no later row, no session whose buttons it carries.
 */
export async function findForgettableInAllOrgs(sql: Sql, before: Date, limit: number): Promise<string[]> {
  const rows = await sql.all<{ outbox_id: string }>(
    `/* all orgs: retention serves every organisation */
     SELECT o.outbox_id FROM outbox o WHERE o.outbox_id < $1 AND o.state = 'sent' AND o.sent_at < $2
       AND NOT EXISTS (SELECT 1 FROM relay r WHERE r.org_id = o.org_id AND r.outbox_id = o.outbox_id)
       AND NOT EXISTS (SELECT 1 FROM relay r WHERE r.org_id = o.org_id AND r.mark_id = o.outbox_id)
       AND NOT EXISTS (SELECT 1 FROM word_copy w WHERE w.org_id = o.org_id AND w.outbox_id = o.outbox_id)
       AND NOT EXISTS (SELECT 1 FROM outbox later WHERE later.org_id = o.org_id AND later.target_id = o.outbox_id)
       AND NOT EXISTS (SELECT 1 FROM session_work s WHERE s.org_id = o.org_id
         AND s.conversation_id = o.conversation_id AND s.flow_json LIKE '%' || o.outbox_id || '%')
     ORDER BY o.outbox_id LIMIT $3`,
    [firstIdAt(before), before.toISOString(), limit],
  );
  return rows.map((row) => row.outbox_id);
}

/** Forgets these rows; rejects when something refers to one of them after all, and then forgets none. */
export function forgetSentInAllOrgs(tx: Sql, outboxIds: readonly string[]): Promise<number> {
  const places = outboxIds.map((_, index) => `$${index + 1}`).join(', ');
  return tx.run(
    `/* all orgs: retention serves every organisation */
     DELETE FROM outbox WHERE state = 'sent' AND outbox_id IN (${places})`,
    outboxIds,
  );
}

/** Every UUIDv7 made before this moment sorts before it, so that old rows are found by the primary key alone. */
function firstIdAt(moment: Date): string {
  const hex = moment.getTime().toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

function columnsOf(alias: string): string {
  return OUTBOX_COLUMNS.split(', ')
    .map((name) => `${alias}.${name}`)
    .join(', ');
}
