import type { OrgId } from '../ids.js';
import { first, type Sql } from '../sql.js';
import { TICKET_ROWS, type TicketRow } from './ticket-work.js';

/** The newest tickets of a person, live ones first in time order. */
export function findTicketsOf(sql: Sql, orgId: OrgId, userId: string, limit: number): Promise<TicketRow[]> {
  return sql.all(
    `${TICKET_ROWS} WHERE t.org_id = $1 AND t.user_id = $2 ORDER BY t.created_at DESC, t.ticket_id DESC LIMIT $3`,
    [orgId, userId, limit],
  );
}

/** Whether there is anything to work on. */
export async function hasLiveTickets(sql: Sql, orgId: OrgId): Promise<boolean> {
  const found = await first(
    sql,
    `SELECT 1 AS n FROM tickets WHERE org_id = $1 AND status IN ('new', 'in_progress', 'waiting_user', 'waiting_vendor')
     LIMIT 1`,
    [orgId],
  );
  return found !== undefined;
}

/** What is to be worked on, by everybody or by who has it: the most urgent first, of equals the oldest. */
export function findQueue(
  sql: Sql,
  orgId: OrgId,
  { assigneeId, limit }: { readonly assigneeId: string | undefined; readonly limit: number },
): Promise<TicketRow[]> {
  const whose = assigneeId === undefined ? '' : 'AND w.assignee_user_id = $3';
  return sql.all(
    `${TICKET_ROWS} WHERE t.org_id = $1 AND t.status IN ('new', 'in_progress', 'waiting_user', 'waiting_vendor') ${whose}
     ORDER BY w.priority, t.created_at, t.ticket_id LIMIT $2`,
    [orgId, limit, ...(assigneeId === undefined ? [] : [assigneeId])],
  );
}

/** Tickets somebody still has to work on, by their ids, those behind `after`: for going through all of them. */
export function findLiveTicketsAfter(sql: Sql, orgId: OrgId, after: string, limit: number): Promise<TicketRow[]> {
  return sql.all(
    `${TICKET_ROWS} WHERE t.org_id = $1 AND t.ticket_id > $2
       AND t.status IN ('new', 'in_progress', 'waiting_user', 'waiting_vendor', 'resolved')
     ORDER BY t.ticket_id LIMIT $3`,
    [orgId, after, limit],
  );
}

const REMINDED = `t.org_id = $1 AND t.status IN ('new', 'in_progress', 'waiting_user', 'waiting_vendor')
  AND (w.snoozed_until IS NULL OR w.snoozed_until <= $3)
  AND t.ticket_id IN (SELECT ticket_id FROM reminder WHERE org_id = $1 AND reader = $2)`;

/** The live tickets a reader is to be reminded of, the longest overdue first, and how many there are. */
export async function findRemindedOf(
  sql: Sql,
  orgId: OrgId,
  { reader, now, limit }: { reader: string; now: Date; limit: number },
): Promise<{ readonly tickets: TicketRow[]; readonly total: number }> {
  const values = [orgId, reader, now.toISOString()];
  const counted = await first<{ total: number }>(
    sql,
    `SELECT CAST(COUNT(*) AS INTEGER) AS total FROM tickets t
     JOIN ticket_work w ON w.org_id = t.org_id AND w.ticket_id = t.ticket_id WHERE ${REMINDED}`,
    values,
  );
  const tickets = await sql.all<TicketRow>(
    `${TICKET_ROWS} WHERE ${REMINDED} ORDER BY COALESCE(CASE WHEN w.first_responded_at IS NULL
       THEN w.first_response_due_at END, w.resolution_due_at, '9'), t.ticket_id LIMIT $4`,
    [...values, limit],
  );
  return { tickets, total: counted?.total ?? 0 };
}

/** The newest tickets about a device. */
export function findTicketsAbout(sql: Sql, orgId: OrgId, assetTag: string, limit: number): Promise<TicketRow[]> {
  return sql.all(
    `${TICKET_ROWS} WHERE w.org_id = $1 AND w.asset_tag = $2 ORDER BY t.created_at DESC, t.ticket_id DESC LIMIT $3`,
    [orgId, assetTag, limit],
  );
}
