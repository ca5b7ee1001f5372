import type { OrgId } from '../ids.js';
import type { Sql } from '../sql.js';
import { HAS_REACHABLE_ACCOUNT } from './account.js';

/** Somebody who may have a ticket; `away_until` is the last local date on which they said to be on leave, `YYYY-MM-DD`. */
export interface AssignableRow {
  readonly user_id: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly email: string | null;
  readonly away_until: string | null;
}

/** More people than this work at no desk. */
const MOST = 2_000;

/**
 * Techs and admins who may act now: with an account as a member where the desk is installed; not who has left, and no
 * guest or bot. By name, those on leave on `today` last.
 */
export function findAssignable(sql: Sql, orgId: OrgId, today: string): Promise<AssignableRow[]> {
  return sql.all(
    `SELECT p.* FROM (SELECT u.user_id, u.first_name, u.last_name, u.email,
         (SELECT MAX(s.until) FROM devices d
            JOIN device_state s ON s.org_id = d.org_id AND s.asset_tag = d.asset_tag
            WHERE d.org_id = u.org_id AND d.assigned_user_id = u.user_id AND s.state = 'on_leave' AND s.until >= $2)
           AS away_until
       FROM users u
       WHERE u.org_id = $1 AND u.role IN ('tech', 'admin')
         AND ${HAS_REACHABLE_ACCOUNT}) p
     ORDER BY CASE WHEN p.away_until IS NULL THEN 0 ELSE 1 END, p.first_name, p.last_name, p.user_id LIMIT ${MOST}`,
    [orgId, today],
  );
}
