import { findConversation } from '../../../models/conversations/conversation.js';
import { findSaid } from '../../../models/outbox/outbox.js';
import { plainReply } from '../../cards/session-cards.js';
import { triageChosenReply } from '../../cards/setup-cards.js';
import { words } from '../../cards/wording/index.js';
import type { Answer } from '../../chat/outbound.js';
import { changeSetting } from '../../operations/organisations/org-settings.js';
import { followMembers } from '../../operations/people/follow-members.js';
import { permits } from '../../operations/people/permits.js';
import { beginPostingOpenTickets } from '../../operations/tickets/post-open-tickets.js';
import { replaceSaid, say } from '../../operations/work.js';
import { platformOf } from '../people.js';
import type { Press } from './index.js';

/** An admin chose the channel for tickets: its members become techs, and what is open is posted there. */
export const chooseTriage: Press = async (desk, { asked, who, orgId, conversation }) => {
  const { platform, tenant, place } = asked;
  const members = await platformOf(desk, platform).members({ tenant, conversation: place.channel });
  return async (work): Promise<Answer> => {
    const actor = await who.person(work);
    const target = await findConversation(work.tx, orgId, asked.subject);
    if (!(await permits(work, 'settings', { actor })) || !target || target.external_key !== place.channel)
      return { kind: 'whisper', reply: plainReply(words.setup.onlyAdmin) };
    const { isPrivate } = members;
    const channel = { platform, tenant, conversation: place.channel, isPrivate };
    await changeSetting(work.tx, orgId, 'triage_channel', channel, work.now);
    if (isPrivate) await followMembers(work, { platform, tenant, ids: members.ids });
    await beginPostingOpenTickets(work);
    const to = conversation?.conversation_id ?? target.conversation_id;
    const offer = await findSaid(work.tx, orgId, to, asked.messageId);
    const chosen = triageChosenReply({ subject: asked.subject, version: 2, isPrivate });
    await (offer ? replaceSaid(work, to, offer, chosen) : say(work, to, chosen));
    return { kind: 'done' };
  };
};
