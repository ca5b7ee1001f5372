import type { OrgId } from '../ids.js';
import type { Sql } from '../sql.js';

/** Something is told once for a subject and a threshold, whoever tells it and however often it is due. */
export interface Notice {
  readonly subjectId: string;
  /** Such as `response.75` or `stale.30`; part of the key. */
  readonly threshold: string;
  /** Ids and codes: whom it went to, whom it did not reach. */
  readonly detail?: Readonly<Record<string, string | number | boolean | null>>;
  readonly now: Date;
}

/** True the first time; false when it was told before. To be asked in the transaction that tells it. */
export async function markNotice(tx: Sql, orgId: OrgId, notice: Notice): Promise<boolean> {
  const { subjectId, threshold, detail = {}, now } = notice;
  const marked = await tx.run(
    `INSERT INTO notice (org_id, subject_id, threshold, detail_json, created_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (org_id, subject_id, threshold) DO NOTHING`,
    [orgId, subjectId, threshold, JSON.stringify(detail), now.toISOString()],
  );
  return marked === 1;
}

/**
 * Marks many at once; answers those marked for the first time, as `subject threshold`. At most a few hundred: each is
 * three values of the statement.
 */
export async function markNotices(
  tx: Sql,
  orgId: OrgId,
  notices: readonly Omit<Notice, 'now'>[],
  now: Date,
): Promise<ReadonlySet<string>> {
  if (notices.length === 0) return new Set();
  const values: string[] = [orgId, now.toISOString()];
  const rows = notices.map(({ subjectId, threshold, detail = {} }) => {
    const at = values.push(subjectId, threshold, JSON.stringify(detail)) - 2;
    return `($1, $${at}, $${at + 1}, $${at + 2}, $2)`;
  });
  const marked = await tx.all<{ subject_id: string; threshold: string }>(
    `INSERT INTO notice (org_id, subject_id, threshold, detail_json, created_at) VALUES ${rows.join(', ')}
     ON CONFLICT (org_id, subject_id, threshold) DO NOTHING RETURNING subject_id, threshold`,
    values,
  );
  return new Set(marked.map(({ subject_id, threshold }) => noticeKey({ subjectId: subject_id, threshold })));
}

/** How `markNotices` names what it marked. */
export function noticeKey({ subjectId, threshold }: { subjectId: string; threshold: string }): string {
  return `${subjectId} ${threshold}`;
}

/** A notice that was told. */
export interface NoticeRow {
  readonly threshold: string;
  readonly detail_json: string;
  readonly created_at: string;
}

/** What was told of a subject, oldest first. */
export function findNotices(sql: Sql, orgId: OrgId, subjectId: string): Promise<NoticeRow[]> {
  return sql.all(
    `SELECT threshold, detail_json, created_at FROM notice WHERE org_id = $1 AND subject_id = $2
     ORDER BY created_at, threshold`,
    [orgId, subjectId],
  );
}

/** Adds to a notice whom it went to. */
export async function detailNotice(
  tx: Sql,
  orgId: OrgId,
  { subjectId, threshold, detail = {} }: Omit<Notice, 'now'>,
): Promise<void> {
  await tx.run('UPDATE notice SET detail_json = $1 WHERE org_id = $2 AND subject_id = $3 AND threshold = $4', [
    JSON.stringify(detail),
    orgId,
    subjectId,
    threshold,
  ]);
}
