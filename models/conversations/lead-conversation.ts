import type { OrgId } from '../ids.js';
import { first, type Sql } from '../sql.js';

/** Where those who lead the desk can be told something: the direct message of the tech contact, the point of contact or an admin. */
export async function findLeadConversation(sql: Sql, orgId: OrgId): Promise<string | undefined> {
  const row = await first<{ conversation_id: string }>(
    sql,
    `SELECT c.conversation_id FROM (
       SELECT tech_contact_user_id AS user_id, 0 AS place FROM orgs WHERE org_id = $1 AND tech_contact_user_id IS NOT NULL
       UNION ALL SELECT poc_user_id, 1 FROM orgs WHERE org_id = $1 AND poc_user_id IS NOT NULL
       UNION ALL SELECT user_id, 2 FROM users WHERE org_id = $1 AND role = 'admin') candidate
     JOIN conversation c ON c.org_id = $1 AND c.user_id = candidate.user_id
     WHERE c.kind = 'direct' AND c.external_key IS NOT NULL
     ORDER BY candidate.place, c.created_at LIMIT 1`,
    [orgId],
  );
  return row?.conversation_id;
}
