import { findJoinCodeInAnyOrg, makeJoinCode } from '../../../models/access/join-code.js';
import { codeHash } from '../../../models/access/one-time-code.js';
import { orgIdOf } from '../../../models/ids.js';
import { countOrg, findOrgName } from '../../../models/organisations/org-facts.js';
import { joinCodeReply, joinOfferReply } from '../../cards/join-cards.js';
import { plainReply } from '../../cards/session-cards.js';
import { words } from '../../cards/wording/index.js';
import { permits } from '../../operations/people/permits.js';
import type { Command } from './index.js';

/** How long a code counts. */
const CODE_MS = 30 * 60_000;
const CODE = /[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}/i;

/** An admin joins this organisation with one on the other platform: a code shown here is typed there. */
export const join: Command = {
  name: 'join',
  says: new RegExp(`^join( ${CODE.source})?$`, 'i'),
  async answer(work, { conversation, person, text }) {
    if (conversation.kind !== 'direct') return plainReply(words.commands.directOnly);
    if (!(await permits(work, 'settings', { actor: person, detail: { command: 'join' } })))
      return plainReply(words.joining.onlyAdmin);
    const { tx, orgId, now } = work;
    const typed = CODE.exec(text)?.[0];
    if (!typed) {
      const expiresAt = new Date(now.getTime() + CODE_MS);
      return joinCodeReply(await makeJoinCode(tx, orgId, { madeBy: person.user_id, expiresAt }));
    }
    const code = await findJoinCodeInAnyOrg(tx, codeHash(typed), now);
    if (!code) return plainReply(words.joining.wrongCode);
    if (orgIdOf(code) === orgId) return plainReply(words.joining.own);
    const name = (await findOrgName(tx, orgIdOf(code))) ?? '';
    return joinOfferReply({ subject: code.code_hash, name, ...(await countOrg(tx, orgId)) });
  },
};
