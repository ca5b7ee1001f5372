import { takeAdminCode } from '../../../models/access/admin-code.js';
import { findZoneOf } from '../../../models/people/account.js';
import { hasAdmin } from '../../../models/user.js';
import { plainReply } from '../../cards/session-cards.js';
import { words } from '../../cards/wording/index.js';
import { becomeFirstAdmin } from '../../operations/people/provision-person.js';
import type { Command } from './index.js';

/** The one-time code printed at start: makes its sender admin while there is none. Works in a direct message only. */
export const adminCode: Command = {
  name: 'admin code',
  says: /^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/i,
  async answer(work, { conversation, person, text }) {
    const { becameAdmin, wrongCode } = words.setup;
    const isRight =
      conversation.kind === 'direct' &&
      !(await hasAdmin(work.tx, work.orgId)) &&
      (await takeAdminCode(work.tx, text.trim(), work.now));
    if (isRight) {
      await becomeFirstAdmin(work, person.user_id, await findZoneOf(work.tx, work.orgId, person.user_id));
    }
    return plainReply(isRight ? becameAdmin : wrongCode);
  },
};
