import type { OrgId } from '../ids.js';
import type { Sql } from '../sql.js';

/** Remembers which queued message says a word of a session once more. */
export async function addCopy(tx: Sql, orgId: OrgId, of: { messageId: string; outboxId: string }): Promise<void> {
  await tx.run(
    `INSERT INTO word_copy (outbox_id, org_id, session_id, message_id)
     SELECT $1, $2, session_id, message_id FROM messages JOIN sessions USING (session_id)
     WHERE org_id = $2 AND message_id = $3`,
    [of.outboxId, orgId, of.messageId],
  );
}

/** The outbox ids of the copies of a word. */
export async function findCopies(sql: Sql, orgId: OrgId, messageId: string): Promise<readonly string[]> {
  const rows = await sql.all<{ outbox_id: string }>(
    'SELECT outbox_id FROM word_copy WHERE org_id = $1 AND message_id = $2 ORDER BY outbox_id',
    [orgId, messageId],
  );
  return rows.map(({ outbox_id }) => outbox_id);
}

/** The copies of a word are none any more. */
export async function dropCopies(tx: Sql, orgId: OrgId, messageId: string): Promise<void> {
  await tx.run('DELETE FROM word_copy WHERE org_id = $1 AND message_id = $2', [orgId, messageId]);
}
