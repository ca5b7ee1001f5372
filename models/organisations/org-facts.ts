import type { OrgId } from '../ids.js';
import { first, type Sql } from '../sql.js';

/** What an organisation is called. */
export async function findOrgName(sql: Sql, orgId: OrgId): Promise<string | undefined> {
  return (await first<{ name: string }>(sql, 'SELECT name FROM orgs WHERE org_id = $1', [orgId]))?.name;
}

/** The organisations of the service, the oldest first. */
export function findOrgsInAllOrgs(sql: Sql, limit: number): Promise<{ org_id: string; name: string }[]> {
  return sql.all(
    '/* all orgs: whoever runs the service names one */ SELECT org_id, name FROM orgs ORDER BY created_at LIMIT $1',
    [limit],
  );
}

/** How many people and tickets an organisation has. */
export async function countOrg(sql: Sql, orgId: OrgId): Promise<{ readonly people: number; readonly tickets: number }> {
  const row = await first<{ people: number; tickets: number }>(
    sql,
    `SELECT (SELECT COUNT(*) FROM users WHERE org_id = $1) AS people,
       (SELECT COUNT(*) FROM tickets WHERE org_id = $1) AS tickets`,
    [orgId],
  );
  return row ?? { people: 0, tickets: 0 };
}
