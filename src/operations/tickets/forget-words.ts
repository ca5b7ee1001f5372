import { type Collected, diagnosticsJson } from '../../../models/json.js';
import { addEvent } from '../../../models/tickets/ticket-event.js';
import { changeTicketWork, type TicketRow } from '../../../models/tickets/ticket-work.js';
import { refreshCards, type Work } from '../work.js';
import { storeRenderedText } from './store-rendered-text.js';

/** A ticket goes on without words that its requester deleted: these are what is left of them, on every card. */
export async function forgetWords(
  work: Work,
  ticket: TicketRow,
  left: { readonly summary: string; readonly collected: Collected },
): Promise<void> {
  const { tx, orgId, now } = work;
  const { ticket_id: ticketId, version, user_id: actorId } = ticket;
  await changeTicketWork(tx, orgId, { ticketId, version }, {});
  const diagnostics = { ...diagnosticsJson.read(ticket.diagnostics_json), collected: left.collected };
  await work.models.Ticket.update(
    { summary: left.summary, diagnostics_json: diagnosticsJson.write(diagnostics) },
    { where: { org_id: orgId, ticket_id: ticketId }, transaction: tx.transaction },
  );
  await addEvent(tx, orgId, { ticketId, actorId, kind: 'ticket.words_deleted', now });
  await storeRenderedText(work, ticketId);
  await refreshCards(work, ticketId, version + 1);
}
