import type { OrgId } from '../ids.js';
import type { Sql } from '../sql.js';

/** Adds a ticket to what a reader is told next; one that is there stays. `reader` is a user id, or `channel`. */
export async function addReminder(
  tx: Sql,
  orgId: OrgId,
  { reader, ticketId, now }: { reader: string; ticketId: string; now: Date },
): Promise<void> {
  await tx.run(
    `INSERT INTO reminder (org_id, reader, ticket_id, added_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (org_id, reader, ticket_id) DO NOTHING`,
    [orgId, reader, ticketId, now.toISOString()],
  );
}

/** When the reminder that waits longest for a reader was added; undefined when none waits. */
export async function oldestReminder(sql: Sql, orgId: OrgId, reader: string): Promise<string | undefined> {
  const [row] = await sql.all<{ oldest: string | null }>(
    'SELECT MIN(added_at) AS oldest FROM reminder WHERE org_id = $1 AND reader = $2',
    [orgId, reader],
  );
  return row?.oldest ?? undefined;
}

/** Nothing waits for the reader any more: it is told in this transaction. */
export async function clearReminders(tx: Sql, orgId: OrgId, reader: string): Promise<void> {
  await tx.run('DELETE FROM reminder WHERE org_id = $1 AND reader = $2', [orgId, reader]);
}

/** Readers for whom something waits and nothing is due: the auditor gives them a timer of `kind`. */
export function findForgottenReadersInAllOrgs(sql: Sql, kind: string, limit: number) {
  return sql.all<{ org_id: string; subject_id: string; due_at: string }>(
    `/* all orgs: the auditor looks after the whole service */
     SELECT r.org_id, r.reader AS subject_id, MIN(r.added_at) AS due_at FROM reminder r
     WHERE NOT EXISTS (SELECT 1 FROM timer t WHERE t.org_id = r.org_id AND t.kind = $1 AND t.subject_id = r.reader)
     GROUP BY r.org_id, r.reader LIMIT $2`,
    [kind, limit],
  );
}

/** How many reminders of a moment were gathered for a message that follows. */
export async function countGatheredInAllOrgs(sql: Sql, now: Date): Promise<number> {
  const [row] = await sql.all<{ reminders: number }>(
    `/* all orgs: the command line looks after the whole service */
     SELECT CAST(COUNT(*) AS INTEGER) AS reminders FROM reminder WHERE added_at = $1`,
    [now.toISOString()],
  );
  return row?.reminders ?? 0;
}
