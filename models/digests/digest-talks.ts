import type { OrgId } from '../ids.js';
import { first, type Sql } from '../sql.js';
import { type DigestScope, inScope, type OfPeriod, type Page, periodValues } from './digest-scope.js';

/**
 * Talks that ended in the period: `solved` without a ticket because the person said so, `perhaps` those that were given a
 * step or an article and never came to a ticket.
 */
export async function countDeflected(
  sql: Sql,
  orgId: OrgId,
  of: OfPeriod,
): Promise<{ readonly ended: number; readonly solved: number; readonly perhaps: number }> {
  const row = await first<{ ended: number; solved: number; perhaps: number }>(
    sql,
    `SELECT COUNT(*) AS ended,
       COALESCE(SUM(CASE WHEN ${conditions.solved} THEN 1 ELSE 0 END), 0) AS solved,
       COALESCE(SUM(CASE WHEN ${PERHAPS} THEN 1 ELSE 0 END), 0) AS perhaps
     FROM (SELECT x.status, x.steps_attempted_json ${ended(of.scope)}) x`,
    periodValues(orgId, of),
  );
  return row ?? { ended: 0, solved: 0, perhaps: 0 };
}

/** A talk on a list. */
export interface ListedSession {
  readonly session_id: string;
  readonly category: string | null;
  readonly collected_json: string;
  readonly updated_at: string;
  /** 1 for one that counts as possibly solved. */
  readonly perhaps: number;
  readonly status: string;
}

/** Lists of talks that ended: all, and those of each number beside. */
export const talkLists = ['talks', 'solved'] as const;
export type TalkList = (typeof talkLists)[number];

/** A page of talks that ended in the period, newest first. */
export function listTalks(
  sql: Sql,
  orgId: OrgId,
  { list, page, ...of }: OfPeriod & { readonly list: TalkList; readonly page: Page },
): Promise<ListedSession[]> {
  const values = periodValues(orgId, of);
  const limit = `LIMIT $${values.push(page.limit)} OFFSET $${values.push(page.offset)}`;
  return sql.all(
    `SELECT x.session_id, x.category, x.collected_json, x.updated_at, x.status,
       CASE WHEN ${PERHAPS} THEN 1 ELSE 0 END AS perhaps ${ended(of.scope)} AND ${conditions[list]}
     ORDER BY x.updated_at DESC, x.session_id DESC ${limit}`,
    values,
  );
}

const PERHAPS = "x.status = 'abandoned' AND x.steps_attempted_json <> '[]'";

const conditions: Readonly<Record<TalkList, string>> = {
  talks: 'TRUE',
  solved: "x.status = 'resolved'",
};

function ended(scope: DigestScope): string {
  return `FROM sessions x ${sessionOwner(scope)}
    WHERE x.org_id = $1 AND x.updated_at >= $2 AND x.updated_at < $3 AND x.turns > 0
      AND x.status IN ('resolved', 'abandoned', 'handed_over')
      AND (x.status = 'handed_over'
        OR NOT EXISTS (SELECT 1 FROM tickets k WHERE k.org_id = x.org_id AND k.session_id = x.session_id))
      ${inScope(scope, 4)}`;
}

function sessionOwner({ deptId }: DigestScope): string {
  return deptId === undefined ? '' : 'JOIN users r ON r.org_id = x.org_id AND r.user_id = x.user_id';
}
