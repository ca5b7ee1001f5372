import { plainReply } from '../../cards/session-cards.js';
import { settingReply, settingsReply } from '../../cards/settings-card.js';
import { notForYouWhisper } from '../../cards/whispers.js';
import { words } from '../../cards/wording/index.js';
import { orgKeys } from '../../operations/organisations/change-org.js';
import { settingsInWords } from '../../operations/organisations/settings-in-words.js';
import { writeSetting } from '../../operations/organisations/write-setting.js';
import { permits } from '../../operations/people/permits.js';
import type { Command } from './index.js';

const SAID = new RegExp(
  `^settings?(?: ((?:${Object.keys(orgKeys).join('|')})(?:\\.[\\w.]*\\w)?)(?::? +(.+))?)?$`,
  'is',
);

/** How the desk is set up, one setting with its parts, or a change of one; for admins, in a direct message only. */
export const settings: Command = {
  name: 'settings',
  says: SAID,
  async answer(work, { conversation, person, text }) {
    if (!(await permits(work, 'settings', { actor: person }))) return notForYouWhisper('settings');
    if (conversation.kind !== 'direct') return plainReply(words.commands.directOnly);
    const [, name, value] = SAID.exec(text.trim().replace(/^\//, '')) ?? [];
    if (name && value) {
      const { text: answer } = await writeSetting(work, { name, value, actorId: person.user_id });
      return plainReply(answer);
    }
    const all = await settingsInWords(work);
    if (!name) return settingsReply(all);
    const key = name.split('.')[0] ?? name;
    const own = all.filter((line) => line.name === name || line.name.startsWith(`${name}.`));
    return settingReply(key, own.length > 0 ? own : all.filter((line) => line.name.startsWith(`${key}.`)));
  },
};
