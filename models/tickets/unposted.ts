import type { OrgId } from '../ids.js';
import { first, type Sql } from '../sql.js';
import { TICKET_ROWS, type TicketRow } from './ticket-work.js';

/** The channel where techs work, by its conversation. */
export interface WorkChannel {
  readonly conversationId: string;
  readonly platform: string;
  readonly tenant: string;
  readonly channelKey: string;
  readonly isPrivate: boolean;
}

/** Live tickets that are not worked in this channel yet: the most urgent first, of equals the oldest. */
export function findUnposted(sql: Sql, orgId: OrgId, channel: WorkChannel, limit: number): Promise<TicketRow[]> {
  return sql.all(`${TICKET_ROWS} ${UNPOSTED} ORDER BY w.priority, t.created_at, t.ticket_id LIMIT $7`, [
    ...valuesOf(orgId, channel),
    limit,
  ]);
}

export async function countUnposted(sql: Sql, orgId: OrgId, channel: WorkChannel): Promise<number> {
  const row = await first<{ n: number }>(
    sql,
    `SELECT CAST(COUNT(*) AS INTEGER) AS n FROM tickets t
     JOIN ticket_work w ON w.org_id = t.org_id AND w.ticket_id = t.ticket_id ${UNPOSTED}`,
    valuesOf(orgId, channel),
  );
  return row?.n ?? 0;
}

// One that anybody could read there has its number posted and no thread; each other one has a card and its thread.
const UNPOSTED = `WHERE t.org_id = $1 AND t.status IN ('new', 'in_progress', 'waiting_user', 'waiting_vendor')
  AND (NOT EXISTS (SELECT 1 FROM card c WHERE c.org_id = t.org_id AND c.subject_id = t.ticket_id
      AND c.conversation_id = $2 AND c.kind = CASE WHEN w.is_private = 1 AND $3 = 0 THEN 'private' ELSE 'ticket' END)
    OR ((w.is_private = 0 OR $3 = 1) AND NOT EXISTS (SELECT 1 FROM conversation v WHERE v.org_id = w.org_id
      AND v.conversation_id = w.work_conversation_id AND v.platform = $4 AND v.tenant = $5 AND v.channel_key = $6)))`;

function valuesOf(orgId: OrgId, { conversationId, isPrivate, platform, tenant, channelKey }: WorkChannel) {
  return [orgId, conversationId, isPrivate ? 1 : 0, platform, tenant, channelKey];
}
