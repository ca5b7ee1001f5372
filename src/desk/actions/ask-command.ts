import { plainReply } from '../../cards/session-cards.js';
import { words } from '../../cards/wording/index.js';
import type { Answer } from '../../chat/outbound.js';
import { say } from '../../operations/work.js';
import { findCommand } from '../commands/index.js';
import type { Press } from './index.js';

/** A button that says a command, such as `devices`: the answer comes as if it had been written. */
export const askCommand: Press = async (desk, { asked, who, conversation }) => {
  const command = offered.has(asked.subject) ? findCommand(asked.subject) : undefined;
  return async (work): Promise<Answer> => {
    if (!command || !conversation) return { kind: 'whisper', reply: plainReply(words.errors.outOfDateCard) };
    const person = await who.person(work);
    const reply = await command.answer(work, { conversation, person, text: asked.subject, baseUrl: desk.baseUrl });
    if (reply && conversation.kind !== 'direct') return { kind: 'whisper', reply };
    if (reply) await say(work, conversation.conversation_id, reply);
    return { kind: 'done' };
  };
};

/** What help offers to press. */
const offered = new Set(['devices', 'tickets']);
