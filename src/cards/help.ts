import type { Button } from '../chat/card.js';
import type { Reply } from '../chat/outbound.js';
import type { Role } from '../rules/policy.js';
import { words } from './wording/index.js';

/** What the desk can do for somebody of this role, in at most eight lines; an admin reads first what is still to be set up. */
export function helpReply(role: Role, { isSetUp }: { readonly isSetUp: boolean }): Reply {
  const { helpTitle, helpLine, help, setUpFirst, whenSetUp, myTickets } = words.commands;
  const setUp = role === 'admin' ? (isSetUp ? whenSetUp : setUpFirst) : [];
  const { title: myDevices } = words.devices.mine;
  return {
    text: helpLine,
    card: {
      id: `help:${role}`,
      version: 1,
      title: helpTitle,
      parts: [
        { kind: 'list', items: [...setUp, ...help[role]].map((text) => ({ text })) },
        { kind: 'buttons', buttons: [say('devices', myDevices), say('tickets', myTickets)] },
      ],
    },
  };
}

/** A button that says a command. */
function say(subject: string, label: string): Button {
  return { action: 'desk.say', subject, label };
}
