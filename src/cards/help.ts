import type { Button } from '../chat/card.js';
import type { Reply } from '../chat/outbound.js';
import type { Role } from '../rules/policy.js';
import { words } from './wording/index.js';

/** What the desk can do for somebody of this role, in at most eight lines. */
export function helpReply(role: Role): Reply {
  const { helpTitle, helpLine, help, myTickets } = words.commands;
  const { title: myDevices } = words.devices.mine;
  return {
    text: helpLine,
    card: {
      id: `help:${role}`,
      version: 1,
      title: helpTitle,
      parts: [
        { kind: 'list', items: help[role].map((text) => ({ text })) },
        { kind: 'buttons', buttons: [say('devices', myDevices), say('tickets', myTickets)] },
      ],
    },
  };
}

/** A button that says a command. */
function say(subject: string, label: string): Button {
  return { action: 'desk.say', subject, label };
}
