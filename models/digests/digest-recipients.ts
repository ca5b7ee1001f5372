import type { Role } from '../../src/rules/policy.js';
import type { OrgId } from '../ids.js';
import { first, type Sql } from '../sql.js';

/** What decides whether somebody gets a digest, and of what. */
export interface DigestPerson {
  readonly user_id: string;
  readonly role: Role;
  readonly is_poc: number;
  readonly dept_id: number | null;
  readonly dept_name: string | null;
}

const SELECT = `SELECT u.user_id, u.role, u.dept_id, d.dept_name,
    CASE WHEN u.user_id = o.poc_user_id THEN 1 ELSE 0 END AS is_poc
  FROM users u JOIN orgs o ON o.org_id = u.org_id LEFT JOIN departments d ON d.dept_id = u.dept_id`;

/** A person as they are at this moment. */
export function findDigestPerson(sql: Sql, orgId: OrgId, userId: string): Promise<DigestPerson | undefined> {
  return first(sql, `${SELECT} WHERE u.org_id = $1 AND u.user_id = $2`, [orgId, userId]);
}

/** Who gets digests unless somebody says otherwise and no channel was chosen: managers, else the point of contact. */
export async function findDefaultPeople(sql: Sql, orgId: OrgId): Promise<readonly DigestPerson[]> {
  const managers = await sql.all<DigestPerson>(
    `${SELECT} WHERE u.org_id = $1 AND u.role = 'manager' ORDER BY u.user_id`,
    [orgId],
  );
  if (managers.length > 0) return managers;
  return sql.all(`${SELECT} WHERE u.org_id = $1 AND u.user_id = o.poc_user_id`, [orgId]);
}

/** Organisations with a default recipient that has no subscription yet, or with one planned by another zone or hour. */
export async function findOrgsToPlanInAllOrgs(sql: Sql, limit: number): Promise<readonly string[]> {
  const rows = await sql.all<{ org_id: string }>(
    `/* all orgs: digests are planned for every organisation */
     SELECT o.org_id FROM orgs o
     LEFT JOIN org_setting c ON c.org_id = o.org_id AND c.key = 'digest_channel'
     LEFT JOIN org_setting z ON z.org_id = o.org_id AND z.key = 'time_zone'
     WHERE (c.key IS NULL AND EXISTS (SELECT 1 FROM users u WHERE u.org_id = o.org_id AND u.role = 'manager'
         AND NOT EXISTS (SELECT 1 FROM digest_subscription s WHERE s.org_id = u.org_id AND s.user_id = u.user_id)))
       OR (c.key IS NULL AND o.poc_user_id IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM users u WHERE u.org_id = o.org_id AND u.role = 'manager')
         AND NOT EXISTS (SELECT 1 FROM digest_subscription s WHERE s.org_id = o.org_id AND s.user_id = o.poc_user_id))
       OR (c.key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM digest_subscription s
         JOIN conversation v ON v.org_id = s.org_id AND v.conversation_id = s.conversation_id
         WHERE s.org_id = o.org_id AND c.value_json LIKE '%' || v.external_key || '%'))
       OR EXISTS (SELECT 1 FROM digest_subscription s WHERE s.org_id = o.org_id AND s.is_on = 1 AND s.planned_for <>
         COALESCE('"' || s.zone || '"', z.value_json, '"UTC"') || ' ' || s.hour)
     ORDER BY o.org_id LIMIT $1`,
    [limit],
  );
  return rows.map(({ org_id }) => org_id);
}
