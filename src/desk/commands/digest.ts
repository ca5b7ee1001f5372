import { digestSettingsReply } from '../../cards/digests/digest-settings.js';
import { notForYouWhisper } from '../../cards/whispers.js';
import { digestSettingsOf, digestSubjectAt, findDigestTarget } from '../../operations/digests/digest-settings.js';
import type { Command } from './index.js';

/** What one gets of digests, or what a channel gets, with buttons to change it. */
export const digest: Command = {
  name: 'digest',
  says: /^(my )?digests?$/i,
  async answer(work, { conversation, person }) {
    const subject = await digestSubjectAt(work, conversation);
    const target = await findDigestTarget(work, { userId: person.user_id, subject });
    return target ? digestSettingsReply(await digestSettingsOf(work, target)) : notForYouWhisper('see_digest');
  },
};
