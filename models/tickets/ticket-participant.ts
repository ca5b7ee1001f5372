import type { OrgId } from '../ids.js';
import type { Sql } from '../sql.js';

/** Whether the person pressed Join on the ticket. */
export async function isParticipant(sql: Sql, orgId: OrgId, ticketId: string, userId: string): Promise<boolean> {
  const rows = await sql.all(
    'SELECT user_id FROM ticket_participant WHERE org_id = $1 AND ticket_id = $2 AND user_id = $3',
    [orgId, ticketId, userId],
  );
  return rows.length > 0;
}

export async function addParticipant(tx: Sql, orgId: OrgId, ticketId: string, userId: string, now: Date) {
  await tx.run(
    `INSERT INTO ticket_participant (org_id, ticket_id, user_id, joined_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (ticket_id, user_id) DO NOTHING`,
    [orgId, ticketId, userId, now.toISOString()],
  );
}
