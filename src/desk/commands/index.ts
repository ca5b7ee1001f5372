import type { ConversationRow } from '../../../models/conversation.js';
import type { OrgId } from '../../../models/ids.js';
import type { Decide, Desk } from '../desk.js';
import type { Who } from '../people.js';
import { adminCode } from './admin-code.js';
import { help } from './help.js';
import { mine, queue } from './queue.js';
import { tickets } from './tickets.js';

export interface CommandCall {
  readonly orgId: OrgId;
  readonly conversation: ConversationRow;
  readonly who: Extract<Who, { standing: 'member' }>;
  readonly text: string;
}

/** Something people write to the desk as a whole message. */
export interface Command {
  readonly says: RegExp;
  plan(desk: Desk, call: CommandCall): Promise<Decide>;
}

/** Every text command. */
const commands: readonly Command[] = [help, tickets, queue, mine, adminCode];

/** The command a whole message is, if it is one. */
export function findCommand(text: string): Command | undefined {
  const said = text
    .trim()
    .replace(/^\//, '')
    .replace(/[.!?]+$/, '');
  return said.length > 40 ? undefined : commands.find(({ says }) => says.test(said));
}
