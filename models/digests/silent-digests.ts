import type { Sql } from '../sql.js';

/** How many digests of a moment said nothing, and why: nothing to say, or nobody to be reached. */
export async function countSilentDigestsInAllOrgs(
  sql: Sql,
  now: Date,
): Promise<{ readonly nothing: number; readonly unreached: number }> {
  const rows = await sql.all<{ outcome: string; digests: number }>(
    `/* all orgs: the command line looks after the whole service */
     SELECT outcome, CAST(COUNT(*) AS INTEGER) AS digests FROM digest_sent
     WHERE created_at = $1 AND outcome <> 'sent' GROUP BY outcome`,
    [now.toISOString()],
  );
  const of = (outcome: string) => rows.find((row) => row.outcome === outcome)?.digests ?? 0;
  return { nothing: of('nothing'), unreached: of('unreached') };
}
