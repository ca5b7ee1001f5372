import { addRelay } from '../../../models/conversations/relay.js';
import type { TicketRow } from '../../../models/tickets/ticket-work.js';
import { nameOf } from '../../../models/user.js';
import { toTechs, toTechsOfDeletion } from '../../cards/relay.js';
import { requesterName } from '../../cards/tickets/ticket-view.js';
import { say, type Work } from '../work.js';
import { aboutOf, lineToTechs, type Words } from './relay-words.js';

/**
 * Techs read what the requester changed words to that the ticket was opened with, which so far stood on its card alone.
 * From then on the copy follows each further edit, and goes when the message is deleted.
 */
export async function tellOfEdit(work: Work, of: Words & { readonly messageId: string }): Promise<void> {
  const { ticket, author, text, conversationId, messageRef, messageId } = of;
  const to = await lineToTechs(work, ticket);
  if (!to) return;
  const outboxId = await say(work, to, toTechs({ name: nameOf(author), text, isEdit: true, ...aboutOf(ticket) }));
  const { ticket_id: ticketId } = ticket;
  await addRelay(work.tx, work.orgId, { ticketId, conversationId, messageRef, messageId, outboxId, markId: null });
}

/** Techs read that the requester deleted words the ticket was opened with. */
export async function tellOfDeletion(work: Work, ticket: TicketRow): Promise<void> {
  const to = await lineToTechs(work, ticket);
  if (to) await say(work, to, toTechsOfDeletion({ name: requesterName({ ticket }), ...aboutOf(ticket) }));
}
