import { findTicketByNumber, type TicketRow } from '../../../models/tickets/ticket-work.js';
import { endedReply } from '../../cards/change-reply.js';
import { plainReply } from '../../cards/session-cards.js';
import { ticketCard } from '../../cards/tickets/ticket-card.js';
import { words } from '../../cards/wording/index.js';
import { permits } from '../../operations/people/permits.js';
import { showAnew } from '../../operations/telling/show-anew.js';
import { viewOf } from '../../operations/tickets/ticket-view.js';
import type { Work } from '../../operations/work.js';
import type { Command } from './index.js';

/**
 * How one ticket stands: its requester gets the card they follow it on, who works the queue a picture of the techs' card.
 * Everybody else gets the same answer as for a number that no ticket has.
 */
export const ticket: Command = {
  name: 'ticket',
  says: /^(?:(?:status|ticket)(?: of)? ?#?|#)\d{1,9}$/i,
  async answer(work, { conversation, person, text }) {
    if (conversation.kind !== 'direct') return plainReply(words.commands.directOnly);
    const number = Number(/\d+/.exec(text)?.[0]);
    const found = await findTicketByNumber(work.tx, work.orgId, number);
    if (found?.user_id === person.user_id) return showOwn(work, found, conversation.conversation_id);
    if (!found || !(await permits(work, 'see_queue', { actor: person, ticketId: found.ticket_id })))
      return plainReply(words.errors.notFound(number));
    return endedReply(ticketCard(await viewOf(work.tx, found, work.now)), words.commands.picture);
  },
};

async function showOwn(work: Work, { ticket_id, number, version }: TicketRow, conversationId: string) {
  const card = { kind: 'requester', subjectId: ticket_id, conversationId, version };
  await showAnew(work, card, plainReply(words.commands.cardBelow(number)));
  return undefined;
}
