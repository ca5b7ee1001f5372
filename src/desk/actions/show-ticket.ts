import { plainReply } from '../../cards/session-cards.js';
import { ticketCard } from '../../cards/tickets/ticket-card.js';
import { notForYouWhisper } from '../../cards/whispers.js';
import { words } from '../../cards/wording/index.js';
import { findTicketView } from '../../operations/tickets/ticket-view.js';
import { may } from '../../rules/policy.js';
import type { Press } from './index.js';

/** Shows a tech the card of a ticket where a reminder of it was pressed, for their eyes only and as it is now. */
export const showTicket: Press = async (_desk, { asked, who, orgId }) => {
  return async (work) => {
    const { role } = await who.person(work);
    if (!may('see_queue', { role, isRequester: false }))
      return { kind: 'whisper', reply: notForYouWhisper('see_queue') };
    const view = await findTicketView(work.tx, orgId, asked.subject, work.now);
    return { kind: 'whisper', reply: view ? ticketCard(view) : plainReply(words.errors.outOfDateCard) };
  };
};
