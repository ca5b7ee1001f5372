import type { ConversationRow } from '../../../models/conversations/conversation.js';
import type { OrgId } from '../../../models/ids.js';
import { findPerson } from '../../../models/people/account.js';
import { plainReply } from '../../cards/session-cards.js';
import { triageOfferReply } from '../../cards/setup-cards.js';
import { words } from '../../cards/wording/index.js';
import type { Membership } from '../../chat/inbound.js';
import { triageChannelOf } from '../../operations/organisations/org-settings.js';
import { followTriageMembership } from '../../operations/people/provision-person.js';
import { say } from '../../operations/work.js';
import type { Decide, Desk } from '../desk.js';

/** The desk came into a channel: it offers to work tickets there, or says what it is. A person did: techs follow the triage channel. */
export async function planMembership(
  _desk: Desk,
  { orgId, conversation, told }: { orgId: OrgId; conversation: ConversationRow; told: Membership },
): Promise<Decide> {
  return async (work) => {
    const triage = await triageChannelOf(work.tx, orgId);
    const { conversation_id: subject } = conversation;
    if (told.who.isDesk) {
      if (told.change === 'left') return 'left';
      const { isPrivate } = told;
      await say(
        work,
        subject,
        triage ? plainReply(words.setup.welcome) : triageOfferReply({ subject, version: 1, isPrivate }),
      );
      return 'joined';
    }
    const isTriage = triage?.isPrivate && triage.conversation === told.place.channel;
    if (!isTriage || triage.platform !== told.platform || triage.tenant !== told.tenant) return 'elsewhere';
    const { platform, tenant } = told;
    const person = await findPerson(work.tx, orgId, { platform, tenant, externalId: told.who.id });
    if (person) await followTriageMembership(work, person, told.change === 'joined');
    return 'role follows';
  };
}
