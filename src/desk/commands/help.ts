import { helpReply } from '../../cards/help.js';
import { say } from '../../operations/work.js';
import type { Command } from './index.js';

/** What the desk can do, for the role of who asks. */
export const help: Command = {
  says: /^(help|what can you do|commands)$/i,
  plan:
    async (_desk, { conversation, who }) =>
    async (work) => {
      const { role } = await who.person(work);
      await say(work, conversation.conversation_id, helpReply(role));
      return 'help';
    },
};
