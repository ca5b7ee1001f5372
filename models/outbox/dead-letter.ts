import type { OrgId } from '../ids.js';
import { first, type Sql } from '../sql.js';
import { mergeCardRows, OUTBOX_COLUMNS, type OutboxRow } from './outbox.js';

/**
 * What was to change a message that was given up changes the row instead, so that a redrive sends the newest words;
 * without words the row is taken back and no longer a dead letter.
 */
export async function foldIntoDead(
  tx: Sql,
  orgId: OrgId,
  { outboxId, reply, now }: { outboxId: string; reply: string | null; now: Date },
): Promise<void> {
  if (reply !== null) {
    await tx.run(`UPDATE outbox SET reply_json = $1 WHERE org_id = $2 AND outbox_id = $3 AND state = 'dead'`, [
      reply,
      orgId,
      outboxId,
    ]);
    return;
  }
  await tx.run(
    `UPDATE outbox SET state = 'sent', sent_at = $1, reply_json = NULL, reason = 'taken back before it was delivered'
     WHERE org_id = $2 AND outbox_id = $3 AND state = 'dead'`,
    [now.toISOString(), orgId, outboxId],
  );
}

/** Puts a dead letter back in its place, once. */
export async function redrive(tx: Sql, orgId: OrgId, outboxId: string, now: Date): Promise<boolean> {
  const sql = `SELECT ${OUTBOX_COLUMNS} FROM outbox WHERE org_id = $1 AND outbox_id = $2 AND state = 'dead'`;
  const row = await first<OutboxRow>(tx, sql, [orgId, outboxId]);
  if (!row) return false;
  await mergeCardRows(tx, row, now);
  const changed = await tx.run(
    `UPDATE outbox SET state = 'pending', attempts = 0, first_tried_at = NULL, next_attempt_at = $1
     WHERE org_id = $2 AND outbox_id = $3 AND state = 'dead'`,
    [now.toISOString(), orgId, outboxId],
  );
  return changed === 1;
}
