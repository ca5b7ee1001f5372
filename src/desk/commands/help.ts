import { helpReply } from '../../cards/help.js';
import type { Command } from './index.js';

/** What the desk can do, for the role of who asks. */
export const help: Command = {
  name: 'help',
  says: /^(help|what can you do|commands)$/i,
  answer: async (_work, { person }) => helpReply(person.role),
};
