import { type Collected, diagnosticsJson } from '../../../models/json.js';
import { addEvent } from '../../../models/tickets/ticket-event.js';
import { changeTicketWork, type TicketRow } from '../../../models/tickets/ticket-work.js';
import { refreshCards, type Work } from '../work.js';
import { storeRenderedText } from './store-rendered-text.js';

/** A ticket goes on with what its requester's words are since they edited or deleted some, on every card. */
export async function changeWords(
  work: Work,
  ticket: TicketRow,
  to: {
    readonly summary: string;
    readonly collected: Collected;
    readonly kind: 'ticket.words_edited' | 'ticket.words_deleted';
  },
): Promise<void> {
  const { tx, orgId, now } = work;
  const { ticket_id: ticketId, version, user_id: actorId } = ticket;
  await changeTicketWork(tx, orgId, { ticketId, version }, {});
  const diagnostics = { ...diagnosticsJson.read(ticket.diagnostics_json), collected: to.collected };
  await work.models.Ticket.update(
    { summary: to.summary, diagnostics_json: diagnosticsJson.write(diagnostics) },
    { where: { org_id: orgId, ticket_id: ticketId }, transaction: tx.transaction },
  );
  await addEvent(tx, orgId, { ticketId, actorId, kind: to.kind, now });
  await storeRenderedText(work, ticketId);
  await refreshCards(work, ticketId, version + 1);
}
