import type { OrgId } from '../ids.js';
import { first, type Sql } from '../sql.js';

/** Where those who lead the desk can be told something: the direct message of the tech contact, the point of contact or an admin. */
export async function findLeadConversation(sql: Sql, orgId: OrgId): Promise<string | undefined> {
  const row = await first<{ conversation_id: string }>(
    sql,
    `SELECT c.conversation_id FROM conversation c
     JOIN users u ON u.org_id = c.org_id AND u.user_id = c.user_id
     JOIN orgs o ON o.org_id = c.org_id
     WHERE c.org_id = $1 AND c.kind = 'direct' AND c.external_key IS NOT NULL
       AND (u.user_id = o.tech_contact_user_id OR u.user_id = o.poc_user_id OR u.role = 'admin')
     ORDER BY CASE u.user_id WHEN o.tech_contact_user_id THEN 0 WHEN o.poc_user_id THEN 1 ELSE 2 END, c.created_at
     LIMIT 1`,
    [orgId],
  );
  return row?.conversation_id;
}
