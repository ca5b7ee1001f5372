import { plainReply } from '../../cards/session-cards.js';
import { ticketCard } from '../../cards/tickets/ticket-card.js';
import { notForYouWhisper } from '../../cards/whispers.js';
import { words } from '../../cards/wording/index.js';
import { permits } from '../../operations/people/permits.js';
import { findTicketView } from '../../operations/tickets/ticket-view.js';
import type { Press } from './index.js';

/** Shows a tech the card of a ticket where a reminder of it was pressed, for their eyes only and as it is now. */
export const showTicket: Press = async (_desk, { asked, who, orgId }) => {
  return async (work) => {
    const actor = await who.person(work);
    if (!(await permits(work, 'see_queue', { actor, detail: { ticket: asked.subject } })))
      return { kind: 'whisper', reply: notForYouWhisper('see_queue') };
    const view = await findTicketView(work.tx, orgId, asked.subject, work.now);
    return { kind: 'whisper', reply: view ? ticketCard(view) : plainReply(words.errors.outOfDateCard) };
  };
};
