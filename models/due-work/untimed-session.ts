import type { Sql } from '../sql.js';

/** A session that goes on, and since when nothing came in it. */
export interface UntimedSession {
  readonly org_id: string;
  readonly session_id: string;
  /** UTC ISO 8601. */
  readonly updated_at: string;
}

/** Up to `limit` sessions that go on and have no timer of this kind: nobody would ever look after them. */
export function findUntimedSessionsInAllOrgs(sql: Sql, kind: string, limit: number): Promise<UntimedSession[]> {
  return sql.all(
    `/* all orgs: the auditor looks after every organisation */
     SELECT s.org_id, s.session_id, s.updated_at FROM sessions s
     JOIN session_work w ON w.org_id = s.org_id AND w.session_id = s.session_id
     WHERE s.status IN ('open', 'waiting')
       AND NOT EXISTS (SELECT 1 FROM timer i WHERE i.org_id = s.org_id AND i.kind = $1 AND i.subject_id = s.session_id)
     LIMIT $2`,
    [kind, limit],
  );
}
