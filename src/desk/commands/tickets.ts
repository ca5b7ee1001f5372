import { findTicketsOf } from '../../../models/ticket-work.js';
import { myTicketsReply } from '../../cards/ticket-lists.js';
import { rulesOf } from '../../operations/org-settings.js';
import { say } from '../../operations/work.js';
import type { Command } from './index.js';

const MOST = 20;

/** The newest tickets of who asks, with their state. */
export const tickets: Command = {
  says: /^(my )?(tickets?|status|requests)$/i,
  plan:
    async (_desk, { conversation, who, orgId }) =>
    async (work) => {
      const { user_id } = await who.person(work);
      const found = await findTicketsOf(work.tx, orgId, user_id, MOST);
      const { zone } = await rulesOf(work.tx, orgId);
      await say(work, conversation.conversation_id, myTicketsReply({ tickets: found, zone, now: work.now }));
      return 'tickets';
    },
};
