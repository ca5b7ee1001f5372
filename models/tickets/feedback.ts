import type { OrgId } from '../ids.js';
import type { Sql } from '../sql.js';

/** Rates a ticket; false when it was rated before. */
export async function addFeedback(
  tx: Sql,
  orgId: OrgId,
  of: { ticketId: string; userId: string; stars: number; now: Date },
): Promise<boolean> {
  const added = await tx.run(
    `INSERT INTO feedback (ticket_id, org_id, user_id, stars, created_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (ticket_id) DO NOTHING`,
    [of.ticketId, orgId, of.userId, of.stars, of.now.toISOString()],
  );
  return added === 1;
}

/** Adds a word to a rating; false when there is one, or no rating. */
export async function commentFeedback(tx: Sql, orgId: OrgId, ticketId: string, comment: string): Promise<boolean> {
  const changed = await tx.run(
    'UPDATE feedback SET comment = $1 WHERE org_id = $2 AND ticket_id = $3 AND comment IS NULL',
    [comment, orgId, ticketId],
  );
  return changed === 1;
}
