import { findLiveTickets } from '../../../models/tickets/ticket-lists.js';
import type { TicketRow } from '../../../models/tickets/ticket-work.js';
import { plainReply } from '../../cards/session-cards.js';
import { queueReply } from '../../cards/tickets/ticket-lists.js';
import { notForYouWhisper } from '../../cards/whispers.js';
import { words } from '../../cards/wording/index.js';
import { rulesOf } from '../../operations/organisations/org-settings.js';
import { may } from '../../rules/policy.js';
import type { Command } from './index.js';

const MOST = 100;

/** What is open, for those who may see it. */
export const queue: Command = listing('queue', /^(queue|open tickets)$/i, 'everyone');

/** What the person who asks has taken. */
export const mine: Command = listing('mine', /^(mine|my queue)$/i, 'mine');

function listing(name: string, says: RegExp, whose: 'everyone' | 'mine'): Command {
  return {
    name,
    says,
    async answer({ tx, orgId, now }, { conversation, person }) {
      const { role, user_id } = person;
      if (!may('see_queue', { role, isRequester: false })) return notForYouWhisper('see_queue');
      if (conversation.kind !== 'direct') return plainReply(words.commands.directOnly);
      const isListed = (ticket: TicketRow) => whose === 'everyone' || ticket.assignee_user_id === user_id;
      const tickets = (await findLiveTickets(tx, orgId, MOST)).filter(isListed);
      const { zone } = await rulesOf(tx, orgId);
      return queueReply({ tickets, whose, zone, now });
    },
  };
}
