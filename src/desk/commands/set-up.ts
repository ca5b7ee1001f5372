import { ensureConversation } from '../../../models/conversations/conversation.js';
import { plainReply } from '../../cards/session-cards.js';
import { triageOfferReply } from '../../cards/setup-cards.js';
import { words } from '../../cards/wording/index.js';
import { permits } from '../../operations/people/permits.js';
import type { Command } from './index.js';

/** An admin mentions the desk in a channel: it offers to work tickets there, as it does where it is invited. */
export const setUp: Command = {
  name: 'set up',
  says: /^set ?up$/i,
  async answer(work, { conversation, person }) {
    const { tx, orgId, now } = work;
    if (!(await permits(work, 'settings', { actor: person }))) return plainReply(words.setup.onlyAdmin);
    const { platform, tenant, channel_key: key } = conversation;
    if (conversation.kind === 'direct' || !key) return plainReply(words.setup.inChannel);
    const wanted = { platform, tenant, key, channelKey: key, kind: 'channel', now } as const;
    const { conversation_id: subject } = await ensureConversation(tx, orgId, wanted);
    // Who reads the channel its platform is asked when it is chosen; the card tells it then.
    return triageOfferReply({ subject, version: 1, isPrivate: true });
  },
};
