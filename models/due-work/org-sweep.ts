import { type OrgId, orgIdOf } from '../ids.js';
import { first, type Sql } from '../sql.js';

/** An organisation whose rows this process looks through now. */
export interface OrgSweep {
  readonly orgId: OrgId;
  /** When the desk first looked, UTC ISO 8601: what was so before then is old news. */
  readonly firstAt: string;
  readonly fence: number;
}

/** Claims organisations that are due to be looked through, each for one process until `until`. New ones are due at once. */
export async function claimSweepsInAllOrgs(
  tx: Sql,
  { kind, now, until, limit }: { kind: string; now: Date; until: Date; limit: number },
): Promise<OrgSweep[]> {
  await tx.run(
    `/* all orgs: every organisation is looked through */
     INSERT INTO org_sweep (org_id, kind, first_at, next_at)
     SELECT o.org_id, $1, $2, $2 FROM orgs o
     WHERE NOT EXISTS (SELECT 1 FROM org_sweep s WHERE s.org_id = o.org_id AND s.kind = $1) LIMIT 1000
     ON CONFLICT DO NOTHING`,
    [kind, now.toISOString()],
  );
  const rows = await tx.all<{ org_id: string; first_at: string; fence: number }>(
    `/* all orgs: every organisation is looked through */
     UPDATE org_sweep SET next_at = $1, fence = fence + 1
     WHERE kind = $2 AND next_at <= $3 AND org_id IN
       (SELECT org_id FROM org_sweep WHERE kind = $2 AND next_at <= $3 ORDER BY next_at LIMIT $4)
     RETURNING org_id, first_at, fence`,
    [until.toISOString(), kind, now.toISOString(), limit],
  );
  return rows.map((row) => ({ orgId: orgIdOf(row), firstAt: row.first_at, fence: row.fence }));
}

/** It is looked through: again at `nextAt`. Nothing happens when somebody took it over meanwhile. */
export async function endSweep(tx: Sql, kind: string, { orgId, fence }: OrgSweep, nextAt: Date): Promise<void> {
  await tx.run('UPDATE org_sweep SET next_at = $1 WHERE org_id = $2 AND kind = $3 AND fence = $4', [
    nextAt.toISOString(),
    orgId,
    kind,
    fence,
  ]);
}

/** An organisation is looked through again at once: the rules by which it was changed. */
export async function wakeSweeps(tx: Sql, orgId: OrgId, kinds: readonly string[], now: Date): Promise<void> {
  const places = kinds.map((_, index) => `$${index + 3}`).join(', ');
  await tx.run(`UPDATE org_sweep SET next_at = $1 WHERE org_id = $2 AND next_at > $1 AND kind IN (${places})`, [
    now.toISOString(),
    orgId,
    ...kinds,
  ]);
}

/** Organisations that are due to be looked through and that nobody has begun with. */
export async function findDueOrgsInAllOrgs(
  sql: Sql,
  { kind, now, limit }: { kind: string; now: Date; limit: number },
): Promise<OrgId[]> {
  const rows = await sql.all<{ org_id: string }>(
    `/* all orgs: every organisation is looked through */
     SELECT org_id FROM org_sweep WHERE kind = $1 AND next_at <= $2 ORDER BY next_at LIMIT $3`,
    [kind, now.toISOString(), limit],
  );
  return rows.map(orgIdOf);
}

/** How many organisations are due to be looked through, and since when the oldest of them is. */
export async function countSweepsInAllOrgs(
  sql: Sql,
  kind: string,
  now: Date,
): Promise<{ readonly due: number; readonly oldest: string | null; readonly dead: number }> {
  const row = await first<{ due: number; oldest: string | null }>(
    sql,
    `/* all orgs: health counts everything */
     SELECT COUNT(*) AS due, MIN(next_at) AS oldest FROM org_sweep WHERE kind = $1 AND next_at <= $2`,
    [kind, now.toISOString()],
  );
  return { due: row?.due ?? 0, oldest: row?.oldest ?? null, dead: 0 };
}
