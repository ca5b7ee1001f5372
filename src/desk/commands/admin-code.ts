import { takeAdminCode } from '../../../models/admin-code.js';
import { plainReply } from '../../cards/session-cards.js';
import { words } from '../../cards/wording/index.js';
import { changeRole, hasAdmin } from '../../operations/provision-person.js';
import { say } from '../../operations/work.js';
import type { Command } from './index.js';

/** The one-time code printed at start: makes its sender admin while there is none. Works in a direct message only. */
export const adminCode: Command = {
  says: /^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/i,
  plan:
    async (_desk, { conversation, who, orgId, text }) =>
    async (work) => {
      const { user_id } = await who.person(work);
      const { becameAdmin, wrongCode } = words.setup;
      const isRight =
        conversation.kind === 'direct' &&
        !(await hasAdmin(work.tx, orgId)) &&
        (await takeAdminCode(work.tx, text.trim(), work.now));
      if (isRight) await changeRole(work, user_id, 'admin', user_id);
      await say(work, conversation.conversation_id, plainReply(isRight ? becameAdmin : wrongCode));
      return isRight ? 'became admin' : 'wrong code';
    },
};
