import { findQueue } from '../../../models/tickets/ticket-lists.js';
import { plainReply } from '../../cards/session-cards.js';
import { queueReply } from '../../cards/tickets/ticket-lists.js';
import { notForYouWhisper } from '../../cards/whispers.js';
import { words } from '../../cards/wording/index.js';
import { rulesOf } from '../../operations/organisations/org-settings.js';
import { permits } from '../../operations/people/permits.js';
import type { Command } from './index.js';

/** More than are listed, so that the rest is counted. */
const MOST = 500;

/** What is open, for those who may see it. */
export const queue: Command = listing('queue', /^(queue|open tickets)$/i, 'everyone');

/** What the person who asks has taken. */
export const mine: Command = listing('mine', /^(mine|my queue)$/i, 'mine');

function listing(name: string, says: RegExp, whose: 'everyone' | 'mine'): Command {
  return {
    name,
    says,
    async answer(work, { conversation, person }) {
      const { tx, orgId, now } = work;
      if (!(await permits(work, 'see_queue', { actor: person }))) return notForYouWhisper('see_queue');
      if (conversation.kind !== 'direct') return plainReply(words.commands.directOnly);
      const assigneeId = whose === 'mine' ? person.user_id : undefined;
      const tickets = await findQueue(tx, orgId, { assigneeId, limit: MOST });
      const { zone } = await rulesOf(tx, orgId);
      return queueReply({ tickets, whose, zone, now });
    },
  };
}
