import type { Sql } from '../sql.js';
import type { MissingTimer } from './timer-audit.js';

/** Organisations in which work is under way that this setting keeps the place of, and nothing is due. */
export function findStoppedOrgsInAllOrgs(
  sql: Sql,
  { kind, setting }: { readonly kind: string; readonly setting: string },
  limit: number,
): Promise<MissingTimer[]> {
  return sql.all(
    `/* all orgs: the auditor looks after every organisation */
     SELECT o.org_id, o.org_id AS subject_id, s.updated_at AS due_at FROM orgs o
     JOIN org_setting s ON s.org_id = o.org_id AND s.key = $1
     WHERE NOT EXISTS (SELECT 1 FROM timer i WHERE i.org_id = o.org_id AND i.kind = $2 AND i.subject_id = o.org_id)
     LIMIT $3`,
    [setting, kind, limit],
  );
}
