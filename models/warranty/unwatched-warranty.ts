import type { OrgId } from '../ids.js';
import { first, type Sql, type SqlValue } from '../sql.js';

/** Why no reminder speaks of a warranty: it has no end, one that is no date, or one that was long over when it was first seen. */
export type UnwatchedWhy = 'missing' | 'unreadable' | 'over';

/** An asset whose warranty nobody can watch, and its end as it is written, '' where there is none. */
export interface UnwatchedEnd {
  readonly asset_id: string;
  readonly unwatched_end: string;
}

/** Those of one kind that an admin was not told of, with a few of the assets. */
export interface UnwatchedGroup {
  readonly why: UnwatchedWhy;
  readonly assets: number;
  readonly examples: readonly string[];
}

const NOT_RETIRED = '(a.date_retired IS NULL OR a.date_retired > $2)';
/** As far as both databases can tell; that 30 February is no day turns out when its time comes. */
const IS_DATE = `(a.warranty_end LIKE '____-__-__' AND substr(a.warranty_end, 1, 4) BETWEEN '0000' AND '9999'
  AND substr(a.warranty_end, 6, 2) BETWEEN '01' AND '12' AND substr(a.warranty_end, 9, 2) BETWEEN '01' AND '31')`;

/**
 * The next assets whose warranty nobody can watch and that are not marked so yet: without an end that is a date, or with
 * one before `from` that nobody was ever told of.
 */
export function pageUnwatched(
  sql: Sql,
  orgId: OrgId,
  { today, from, after, limit }: { today: string; from: string; after: string; limit: number },
): Promise<UnwatchedEnd[]> {
  return sql.all(
    `SELECT a.asset_id, COALESCE(a.warranty_end, '') AS unwatched_end FROM assets a
     LEFT JOIN asset_state s ON s.org_id = a.org_id AND s.asset_id = a.asset_id
     WHERE a.org_id = $1 AND a.asset_id > $4 AND ${NOT_RETIRED}
       AND (a.warranty_end IS NULL OR a.warranty_end < $3 OR NOT ${IS_DATE})
       AND (s.unwatched_end IS NULL OR s.unwatched_end <> COALESCE(a.warranty_end, ''))
       AND NOT EXISTS (SELECT 1 FROM notice n WHERE n.org_id = $1 AND n.subject_id = a.asset_id
         AND n.threshold LIKE 'warranty.%@' || a.warranty_end)
     ORDER BY a.asset_id LIMIT $5`,
    [orgId, today, from, after, limit],
  );
}

/** Marks up to a few hundred of them; one that is marked so already stays as it is. */
export async function markUnwatched(
  tx: Sql,
  orgId: OrgId,
  found: readonly (UnwatchedEnd & { readonly why: UnwatchedWhy })[],
  at: Date,
): Promise<void> {
  if (found.length === 0) return;
  const values: SqlValue[] = [orgId, at.toISOString()];
  const rows = found.map(({ asset_id, unwatched_end, why }) => {
    const place = values.push(asset_id, unwatched_end, why) - 2;
    return `($${place}, $1, $${place + 1}, $${place + 2}, $2)`;
  });
  await tx.run(
    `INSERT INTO asset_state (asset_id, org_id, unwatched_end, unwatched_why, unwatched_at) VALUES ${rows.join(', ')}
     ON CONFLICT (asset_id) DO UPDATE SET unwatched_end = excluded.unwatched_end,
       unwatched_why = excluded.unwatched_why, unwatched_at = excluded.unwatched_at
     WHERE asset_state.unwatched_end IS NULL OR asset_state.unwatched_end <> excluded.unwatched_end`,
    values,
  );
}

/** What was marked after `since` and is still so. */
export async function findUnwatched(
  sql: Sql,
  orgId: OrgId,
  { today, since }: { today: string; since: string },
): Promise<UnwatchedGroup[]> {
  const still = `FROM asset_state s JOIN assets a ON a.org_id = s.org_id AND a.asset_id = s.asset_id
     WHERE s.org_id = $1 AND s.unwatched_at > $3 AND ${NOT_RETIRED} AND s.unwatched_end = COALESCE(a.warranty_end, '')`;
  const groups = await sql.all<{ why: UnwatchedWhy; assets: number }>(
    `SELECT s.unwatched_why AS why, CAST(COUNT(*) AS INTEGER) AS assets ${still} GROUP BY s.unwatched_why`,
    [orgId, today, since],
  );
  const named: UnwatchedGroup[] = [];
  for (const { why, assets } of groups) {
    const examples = await sql.all<{ label: string }>(
      `SELECT COALESCE((SELECT label FROM asset_label l WHERE l.org_id = $1 AND l.asset_id = a.asset_id), a.asset_id) AS label
       ${still} AND s.unwatched_why = $4 ORDER BY a.asset_id LIMIT ${EXAMPLES}`,
      [orgId, today, since, why],
    );
    named.push({ why, assets, examples: examples.map(({ label }) => label) });
  }
  return named;
}

const EXAMPLES = 5;

/** How many devices belong to no asset, so that nobody knows a warranty for them. */
export async function countLooseDevices(sql: Sql, orgId: OrgId): Promise<number> {
  const row = await first<{ devices: number }>(
    sql,
    'SELECT CAST(COUNT(*) AS INTEGER) AS devices FROM devices WHERE org_id = $1 AND asset_id IS NULL',
    [orgId],
  );
  return row?.devices ?? 0;
}
