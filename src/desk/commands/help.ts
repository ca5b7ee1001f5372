import { helpReply } from '../../cards/help.js';
import { triageChannelOf } from '../../operations/organisations/org-settings.js';
import type { Command } from './index.js';

/** What the desk can do, for the role of who asks. */
export const help: Command = {
  name: 'help',
  says: /^(help|what can you do|commands)$/i,
  answer: async ({ tx, orgId }, { person }) =>
    helpReply(person.role, { isSetUp: (await triageChannelOf(tx, orgId)) !== undefined }),
};
