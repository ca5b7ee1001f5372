import { findJoinCodeInAnyOrg, takeJoinCode } from '../../../models/access/join-code.js';
import { findLeadConversation } from '../../../models/conversations/lead-conversation.js';
import { orgIdOf } from '../../../models/ids.js';
import { findOrgName } from '../../../models/organisations/org-facts.js';
import { plainReply } from '../../cards/session-cards.js';
import { words } from '../../cards/wording/index.js';
import type { Answer } from '../../chat/outbound.js';
import { joinOrgs } from '../../operations/organisations/join-orgs.js';
import { permits } from '../../operations/people/permits.js';
import { say } from '../../operations/work.js';
import type { Press } from './index.js';

/** An admin of this organisation confirms that it joins the one whose code they typed. */
export const joinOrg: Press = async (_desk, { asked, who, conversation }) => {
  return async (work): Promise<Answer> => {
    const person = await who.person(work);
    if (!(await permits(work, 'settings', { actor: person, detail: { command: 'join' } })))
      return whisper(words.joining.onlyAdmin);
    const code = await findJoinCodeInAnyOrg(work.tx, asked.subject, work.now);
    if (!code) return whisper(words.joining.wrongCode);
    const into = orgIdOf(code);
    if (into === work.orgId) return whisper(words.joining.own);
    if (!(await takeJoinCode(work.tx, into, code.code_hash, work.now))) return whisper(words.joining.wrongCode);
    const { platform, tenant, sender } = asked;
    const by = { platform, tenant, externalId: sender.id };
    const left = (await findOrgName(work.tx, work.orgId)) ?? '';
    // Before the rows move: afterwards whoever typed the code may be the lead.
    const lead = await findLeadConversation(work.tx, into);
    const joined = await joinOrgs(work, { into, by });
    if (conversation) await say(joined, conversation.conversation_id, plainReply(words.joining.joined(code.org_name)));
    if (lead) await say(joined, lead, plainReply(words.joining.joinedThere(left)));
    return { kind: 'done' };
  };
};

function whisper(text: string): Answer {
  return { kind: 'whisper', reply: plainReply(text) };
}
