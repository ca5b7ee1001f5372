import { findServedAddresses } from '../../../models/access/served-address.js';
import { plainReply } from '../../cards/session-cards.js';
import { words } from '../../cards/wording/index.js';
import { linkToConsole } from '../../operations/people/console-access.js';
import { permits } from '../../operations/people/permits.js';
import type { Command } from './index.js';

/** A link that signs an admin in to the console, once; in a direct message only. */
export const consoleLink: Command = {
  name: 'console',
  says: /^console$/i,
  async answer(work, { conversation, person, baseUrl }) {
    if (conversation.kind !== 'direct') return plainReply(words.commands.directOnly);
    if (!(await permits(work, 'console', { actor: person }))) return plainReply(words.console.onlyAdmin);
    // Where the settings name no port, what serves it has said where it is.
    const address = baseUrl ?? (await findServedAddresses(work.tx))[0];
    if (!address) return plainReply(words.console.noAddress);
    const link = await linkToConsole(work, person.user_id, address);
    return { text: [words.console.linkText, { link, label: words.console.link }] };
  },
};
