import { findLiveTickets, type TicketRow } from '../../../models/ticket-work.js';
import { queueReply } from '../../cards/ticket-lists.js';
import { notForYouWhisper } from '../../cards/whispers.js';
import { rulesOf } from '../../operations/org-settings.js';
import { say } from '../../operations/work.js';
import { may } from '../../rules/policy.js';
import type { Command } from './index.js';

const MOST = 100;

/** What is open, for those who may see it. */
export const queue: Command = listing(/^(queue|open tickets)$/i, 'everyone');

/** What the person who asks has taken. */
export const mine: Command = listing(/^(mine|my queue)$/i, 'mine');

function listing(says: RegExp, whose: 'everyone' | 'mine'): Command {
  return {
    says,
    plan:
      async (_desk, { conversation, who, orgId }) =>
      async (work) => {
        const { role, user_id } = await who.person(work);
        if (!may('see_queue', { role, isRequester: false }) || conversation.kind !== 'direct') {
          await say(work, conversation.conversation_id, notForYouWhisper('see_queue'));
          return 'refused';
        }
        const isListed = (ticket: TicketRow) => whose === 'everyone' || ticket.assignee_user_id === user_id;
        const tickets = (await findLiveTickets(work.tx, orgId, MOST)).filter(isListed);
        const { zone } = await rulesOf(work.tx, orgId);
        await say(work, conversation.conversation_id, queueReply({ tickets, whose, zone, now: work.now }));
        return 'queue';
      },
  };
}
