import type { OrgId } from '../../models/ids.js';
import { diagnosticsJson } from '../../models/json.js';
import type { Sql } from '../../models/sql.js';
import { findTicket, type TicketRow } from '../../models/ticket-work.js';
import type { TicketView } from '../cards/ticket-view.js';
import { rulesOf } from './org-settings.js';

/** A ticket with all that its cards show. */
export async function viewOf(sql: Sql, ticket: TicketRow, now: Date): Promise<TicketView> {
  const { zone } = await rulesOf(sql, ticket.org_id as OrgId);
  return { ticket, device: diagnosticsJson.read(ticket.diagnostics_json).device, zone, now };
}

export async function findTicketView(
  sql: Sql,
  orgId: OrgId,
  ticketId: string,
  now: Date,
): Promise<TicketView | undefined> {
  const ticket = await findTicket(sql, orgId, ticketId);
  return ticket && viewOf(sql, ticket, now);
}
