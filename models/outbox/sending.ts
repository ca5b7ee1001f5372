import type { OrgId } from '../ids.js';
import { first, type Sql } from '../sql.js';
import { OUTBOX_COLUMNS, type OutboxRow, type OutboxState, WAITS_IN_TURN } from './outbox.js';

/** A conversation whose turn to be written to this process holds. */
export interface SendClaim {
  readonly org_id: string;
  readonly conversation_id: string;
  readonly platform: string;
  readonly tenant: string;
  /** Null for a direct conversation that is still to be opened. */
  readonly external_key: string | null;
  /** The platform's id of the person it is opened with. */
  readonly opens_for: string | null;
  readonly send_fence: number;
  /** The platform's pace, as a token bucket in one column: may lie some messages ahead of now. */
  readonly next_send_at: string;
}

/** A claim on a conversation that its platform has a name for. */
export type OpenClaim = SendClaim & { readonly external_key: string };

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
     WHERE conversation_id = $2 AND send_lease_until <= $3 AND next_send_at <= $4
       AND (external_key IS NOT NULL OR opens_for IS NOT NULL)
     RETURNING org_id, conversation_id, platform, tenant, external_key, opens_for, send_fence, next_send_at`,
    [until.toISOString(), conversationId, now.toISOString(), paceBy.toISOString()],
  );
}

/**
 * Takes the head of the conversation's queue when it is due: as `sending` what waits, as `uncertain` what somebody
 * else began and nobody knows the end of. Nothing overtakes a head.
 */
export function takeHead(
  tx: Sql,
  orgId: OrgId,
  { conversationId, now, until }: { conversationId: string; now: Date; until: Date },
): Promise<OutboxRow | undefined> {
  return first(
    tx,
    `UPDATE outbox SET next_attempt_at = $1,
       state = CASE WHEN state = 'pending' THEN 'sending' ELSE 'uncertain' END,
       attempts = CASE WHEN state = 'pending' THEN attempts + 1 ELSE attempts END,
       tried_at = CASE WHEN state = 'pending' THEN $3 ELSE tried_at END,
       first_tried_at = COALESCE(first_tried_at, $3)
     WHERE org_id = $2 AND next_attempt_at <= $3 AND outbox_id =
       (SELECT MIN(outbox_id) FROM outbox WHERE conversation_id = $4 AND ${WAITS_IN_TURN})
     RETURNING ${OUTBOX_COLUMNS}`,
    [until.toISOString(), orgId, now.toISOString(), conversationId],
  );
}

/** What comes next behind a row of the conversation's queue, taken by nobody. */
export function findBehind(
  sql: Sql,
  orgId: OrgId,
  { conversation_id, outbox_id }: Pick<OutboxRow, 'conversation_id' | 'outbox_id'>,
): Promise<OutboxRow | undefined> {
  return first(
    sql,
    `SELECT ${OUTBOX_COLUMNS} FROM outbox
     WHERE org_id = $1 AND conversation_id = $2 AND ${WAITS_IN_TURN} AND outbox_id > $3
     ORDER BY outbox_id LIMIT 1`,
    [orgId, conversation_id, outbox_id],
  );
}

/** When the head of the conversation's queue is due; undefined when nothing waits. */
export async function headDueAt(tx: Sql, orgId: OrgId, conversationId: string): Promise<string | undefined> {
  const row = await first<{ next_attempt_at: string }>(
    tx,
    `SELECT next_attempt_at FROM outbox
     WHERE org_id = $1 AND conversation_id = $2 AND ${WAITS_IN_TURN}
     ORDER BY outbox_id LIMIT 1`,
    [orgId, conversationId],
  );
  return row?.next_attempt_at;
}

/** Gives the conversation back, and moves its pace. Nothing happens when the claim was lost meanwhile. */
export async function releaseSending(tx: Sql, claim: SendClaim, nextSendAt: string): Promise<void> {
  await tx.run(
    `UPDATE conversation SET send_lease_until = '', next_send_at = $1
     WHERE org_id = $2 AND conversation_id = $3 AND send_fence = $4`,
    [nextSendAt, claim.org_id, claim.conversation_id, claim.send_fence],
  );
}

/**
 * Moves the pace and keeps the claim until `until` where something waits besides the rows `besides`; gives it back
 * otherwise. Says whether it is kept, or that it was lost: somebody else has it, and nothing may be written.
 */
export async function keepSending(
  tx: Sql,
  claim: SendClaim,
  { until, nextSendAt, besides }: { until: string; nextSendAt: string; besides: readonly (string | undefined)[] },
): Promise<'kept' | 'released' | 'lost'> {
  // The lower bound, true of every id, has SQLite take the index of open rows, not that of all the conversation ever said.
  const row = await first<{ send_lease_until: string }>(
    tx,
    `UPDATE conversation SET next_send_at = $1, send_lease_until = CASE WHEN EXISTS
         (SELECT 1 FROM outbox WHERE conversation_id = $2 AND ${WAITS_IN_TURN}
          AND outbox_id > '' AND outbox_id NOT IN ($3, $4)) THEN $5 ELSE '' END
     WHERE org_id = $6 AND conversation_id = $2 AND send_fence = $7 RETURNING send_lease_until`,
    [nextSendAt, claim.conversation_id, besides[0] ?? '', besides[1] ?? '', until, claim.org_id, claim.send_fence],
  );
  if (!row) return 'lost';
  return row.send_lease_until === '' ? 'released' : 'kept';
}

/** What became of a row that was taken; false when somebody else settled it meanwhile. */
export async function settleOutbox(
  tx: Sql,
  row: Pick<OutboxRow, 'org_id' | 'outbox_id' | 'state' | 'attempts'>,
  to: {
    readonly state: OutboxState;
    readonly nextAttemptAt?: Date;
    readonly messageRef?: string | undefined;
    readonly reason?: string | undefined;
    readonly isRepeat?: boolean;
    readonly now: Date;
  },
): Promise<boolean> {
  const changed = await tx.run(
    `UPDATE outbox SET state = $1, message_ref = COALESCE($2, message_ref), reason = CASE WHEN $1 = 'sent' THEN $3 ELSE COALESCE($3, reason) END,
       next_attempt_at = $4, is_repeat = CASE WHEN $5 = 1 THEN 1 ELSE is_repeat END,
       sent_at = $6, reply_json = CASE WHEN $1 = 'sent' THEN NULL ELSE reply_json END
     WHERE org_id = $7 AND outbox_id = $8 AND state = $9 AND attempts = $10`,
    [
      to.state,
      to.messageRef ?? null,
      to.reason ?? null,
      (to.nextAttemptAt ?? to.now).toISOString(),
      to.isRepeat ? 1 : 0,
      to.state === 'sent' ? to.now.toISOString() : null,
      row.org_id,
      row.outbox_id,
      row.state,
      row.attempts,
    ],
  );
  return changed === 1;
}
