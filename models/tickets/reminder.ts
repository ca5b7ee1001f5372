import { SOON_MS } from '../due-work/timer.js';
import type { OrgId } from '../ids.js';
import type { Sql } from '../sql.js';

/** Adds a ticket to what readers are told next; one that is there stays. A reader is a user id, or `channel`. */
export async function addReminders(
  tx: Sql,
  orgId: OrgId,
  { readers, ticketId, now }: { readonly readers: readonly string[]; readonly ticketId: string; readonly now: Date },
): Promise<void> {
  if (readers.length === 0) return;
  const rows = readers.map((_, at) => `($1, $${at + 4}, $2, $3)`);
  await tx.run(
    `INSERT INTO reminder (org_id, reader, ticket_id, added_at) VALUES ${rows.join(', ')}
     ON CONFLICT (org_id, reader, ticket_id) DO NOTHING`,
    [orgId, ticketId, now.toISOString(), ...readers],
  );
}

/**
 * Which of these readers are told by a timer of `kind` of what is gathered for them now, whatever happens beside this
 * transaction: it is due later than any transaction lasts, or, due soon, finds at least what waits for them already, and
 * looks again after that. So of ten thousand reminders few wait for the timer's row.
 */
export async function findExpecting(
  sql: Sql,
  orgId: OrgId,
  { kind, readers, now }: { readonly kind: string; readonly readers: readonly string[]; readonly now: Date },
): Promise<ReadonlySet<string>> {
  if (readers.length === 0) return new Set();
  const places = readers.map((_, at) => `$${at + 4}`).join(', ');
  const rows = await sql.all<{ reader: string }>(
    `SELECT t.subject_id AS reader FROM timer t
     WHERE t.org_id = $1 AND t.kind = $2 AND t.state = 'waiting' AND t.subject_id IN (${places})
       AND (t.next_attempt_at > $3
         OR EXISTS (SELECT 1 FROM reminder r WHERE r.org_id = t.org_id AND r.reader = t.subject_id))`,
    [orgId, kind, new Date(now.getTime() + SOON_MS).toISOString(), ...readers],
  );
  return new Set(rows.map(({ reader }) => reader));
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
