import type { Role } from '../../src/rules/policy.js';
import type { OrgId } from '../ids.js';
import { HAS_REACHABLE_ACCOUNT } from '../people/account.js';
import { first, type Sql } from '../sql.js';

/** What decides whether somebody gets a digest, and of what. */
export interface DigestPerson {
  readonly user_id: string;
  readonly role: Role;
  readonly is_poc: number;
  readonly dept_id: number | null;
  readonly dept_name: string | null;
}

/** Somebody who gets digests unless somebody says otherwise; `is_reachable` is 1 where they have an account to tell them by. */
export interface DefaultPerson extends DigestPerson {
  readonly is_reachable: number;
}

const SELECT = `SELECT u.user_id, u.role, u.dept_id, d.dept_name,
    CASE WHEN u.user_id = o.poc_user_id THEN 1 ELSE 0 END AS is_poc,
    CASE WHEN ${HAS_REACHABLE_ACCOUNT} THEN 1 ELSE 0 END AS is_reachable
  FROM users u JOIN orgs o ON o.org_id = u.org_id LEFT JOIN departments d ON d.dept_id = u.dept_id`;

/** A person as they are at this moment. */
export function findDigestPerson(sql: Sql, orgId: OrgId, userId: string): Promise<DigestPerson | undefined> {
  return first(sql, `${SELECT} WHERE u.org_id = $1 AND u.user_id = $2`, [orgId, userId]);
}

export function findManagers(sql: Sql, orgId: OrgId): Promise<DefaultPerson[]> {
  return sql.all(`${SELECT} WHERE u.org_id = $1 AND u.role = 'manager' ORDER BY u.user_id`, [orgId]);
}

/** The point of contact. */
export function findContactForDigest(sql: Sql, orgId: OrgId): Promise<DefaultPerson | undefined> {
  return first(sql, `${SELECT} WHERE u.org_id = $1 AND u.user_id = o.poc_user_id`, [orgId]);
}

/** Organisations with a default recipient that has no subscription yet, or with one planned by another zone or hour. */
export async function findOrgsToPlanInAllOrgs(sql: Sql, limit: number): Promise<readonly string[]> {
  const rows = await sql.all<{ org_id: string }>(
    `/* all orgs: digests are planned for every organisation */
     SELECT o.org_id FROM orgs o
     LEFT JOIN org_setting c ON c.org_id = o.org_id AND c.key = 'digest_channel'
     LEFT JOIN org_setting t ON t.org_id = o.org_id AND t.key = 'triage_channel'
     LEFT JOIN org_setting z ON z.org_id = o.org_id AND z.key = 'time_zone'
     LEFT JOIN org_setting n ON n.org_id = o.org_id AND n.key = 'digests' AND n.value_json LIKE '%"rhythm":null%'
     WHERE n.key IS NULL AND ((c.key IS NULL AND EXISTS (SELECT 1 FROM users u WHERE u.org_id = o.org_id AND u.role = 'manager'
         AND NOT EXISTS (SELECT 1 FROM digest_subscription s WHERE s.org_id = u.org_id AND s.user_id = u.user_id)))
       OR (c.key IS NULL AND o.poc_user_id IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM users u WHERE u.org_id = o.org_id AND u.role = 'manager' AND u.dept_id IS NULL
           AND ${HAS_REACHABLE_ACCOUNT})
         AND NOT EXISTS (SELECT 1 FROM digest_subscription s WHERE s.org_id = o.org_id AND s.user_id = o.poc_user_id))
       OR (c.key IS NULL AND t.key IS NOT NULL
         AND EXISTS (SELECT 1 FROM users u WHERE ${MEANT})
         AND NOT EXISTS (SELECT 1 FROM users u WHERE ${MEANT} AND ${HAS_REACHABLE_ACCOUNT})
         AND ${isWithout('t.value_json')})
       OR (c.key IS NOT NULL AND ${isWithout('c.value_json')}))
       OR EXISTS (SELECT 1 FROM digest_subscription s WHERE s.org_id = o.org_id AND s.is_on = 1 AND s.planned_for <>
         COALESCE('"' || s.zone || '"', z.value_json, '"UTC"') || ' ' || s.hour)
     ORDER BY o.org_id LIMIT $1`,
    [limit],
  );
  return rows.map(({ org_id }) => org_id);
}

const MEANT = "u.org_id = o.org_id AND (u.role = 'manager' OR u.user_id = o.poc_user_id)";

/** No subscription is for the channel of this setting. */
function isWithout(setting: string): string {
  return `NOT EXISTS (SELECT 1 FROM digest_subscription s
    JOIN conversation v ON v.org_id = s.org_id AND v.conversation_id = s.conversation_id
    WHERE s.org_id = o.org_id AND ${setting} LIKE '%' || v.external_key || '%')`;
}
