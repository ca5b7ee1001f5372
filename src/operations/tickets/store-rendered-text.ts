import { findTicket, type TicketRow } from '../../../models/tickets/ticket-work.js';
import { renderedText } from '../../cards/tickets/rendered-text.js';
import type { Work } from '../work.js';
import { viewOf } from './ticket-view.js';

/** Keeps TICKETS.rendered_text the ticket as it could be mailed now. */
export async function storeRenderedText(work: Work, ticketId: string): Promise<TicketRow> {
  const { tx, orgId, now, models } = work;
  const ticket = await findTicket(tx, orgId, ticketId);
  if (!ticket) throw new Error('A ticket that is being written exists.');
  const rendered_text = renderedText(await viewOf(tx, ticket, now));
  await models.Ticket.update(
    { rendered_text },
    { where: { org_id: orgId, ticket_id: ticketId }, transaction: tx.transaction },
  );
  return ticket;
}
