import { findTicketsOf } from '../../../models/tickets/ticket-lists.js';
import { plainReply } from '../../cards/session-cards.js';
import { myTicketsReply } from '../../cards/tickets/ticket-lists.js';
import { words } from '../../cards/wording/index.js';
import { rulesOf } from '../../operations/organisations/org-settings.js';
import type { Command } from './index.js';

const MOST = 20;

/** The newest tickets of who asks, with their state; in a direct message only, for some of them are private. */
export const tickets: Command = {
  name: 'tickets',
  says: /^(my )?(tickets?|status|requests)$/i,
  async answer({ tx, orgId, now }, { conversation, person }) {
    if (conversation.kind !== 'direct') return plainReply(words.commands.directOnly);
    const found = await findTicketsOf(tx, orgId, person.user_id, MOST);
    const { zone } = await rulesOf(tx, orgId);
    return myTicketsReply({ tickets: found, zone, now });
  },
};
