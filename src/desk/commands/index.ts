import type { ConversationRow } from '../../../models/conversations/conversation.js';
import type { PersonRow } from '../../../models/people/account.js';
import type { Reply } from '../../chat/outbound.js';
import type { Work } from '../../operations/work.js';
import { adminCode } from './admin-code.js';
import { consoleLink } from './console-link.js';
import { device, devices } from './devices.js';
import { digest } from './digest.js';
import { help } from './help.js';
import { join } from './join.js';
import { mine, queue } from './queue.js';
import { setUp } from './set-up.js';
import { settings } from './settings.js';
import { ticket } from './ticket.js';
import { tickets } from './tickets.js';

interface CommandCall {
  readonly conversation: ConversationRow;
  readonly person: PersonRow;
  /** The whole message. */
  readonly text: string;
  /** The address people reach the desk at; undefined where nobody said. */
  readonly baseUrl: string | undefined;
}

/** Something people write to the desk as a whole message; it is answered and changes no session. */
export interface Command {
  readonly name: string;
  readonly says: RegExp;
  /** Undefined when it has shown its answer itself. */
  answer(work: Work, call: CommandCall): Promise<Reply | undefined>;
}

/** Every text command. */
const commands: readonly Command[] = [
  help,
  tickets,
  ticket,
  devices,
  device,
  queue,
  mine,
  digest,
  setUp,
  settings,
  join,
  consoleLink,
  adminCode,
];

/** A year of holidays fits. */
const LONGEST = 500;

/** The command a whole message is, if it is one. */
export function findCommand(text: string): Command | undefined {
  const said = text
    .trim()
    .replace(/^\//, '')
    .replace(/[.!?]+$/, '');
  return said.length > LONGEST ? undefined : commands.find(({ says }) => says.test(said));
}
