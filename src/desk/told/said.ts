import { findTicket } from '../../../models/ticket-work.js';
import { plainReply } from '../../cards/session-cards.js';
import { refusal } from '../../cards/whispers.js';
import { words } from '../../cards/wording/index.js';
import type { Said } from '../../chat/inbound.js';
import { say } from '../../operations/work.js';
import { findCommand } from '../commands/index.js';
import type { Decide, Desk } from '../desk.js';
import { whoIs } from '../people.js';
import type { InConversation } from './index.js';
import { planTalk } from './talk.js';
import { planTechWords } from './tech-words.js';

/** What one person said in a row: words among techs in a ticket's thread, a command, or a talk with the desk. */
export async function planSaid(desk: Desk, at: InConversation<Said>): Promise<Decide> {
  const { orgId, conversation, told } = at;
  const said = told[0];
  if (!said) return async () => 'nothing';
  const who = await whoIs(desk, orgId, said);
  if (who.standing !== 'member') return refuse(at, who.standing);
  const ticket = conversation.ticket_id ? await findTicket(desk.database, orgId, conversation.ticket_id) : undefined;
  if (ticket && ticket.work_conversation_id === conversation.conversation_id)
    return planTechWords(desk, { ...at, who, ticket });
  const isGuestHere = conversation.kind !== 'direct' && conversation.user_id !== null;
  if (isGuestHere && who.known?.user_id !== conversation.user_id) return standAside(at);
  const text = told
    .map((one) => one.text)
    .join('\n')
    .trim();
  const command = told.length === 1 ? findCommand(text) : undefined;
  if (command) return command.plan(desk, { orgId, conversation, who, text });
  return planTalk(desk, { ...at, who, ticket, text });
}

/** People who are not members are told once why, where they spoke to the desk; bots never get a word. */
function refuse(
  { conversation, told }: InConversation<Said>,
  standing: 'guest' | 'stranger' | 'bot' | 'deactivated',
): Decide {
  return async (work) => {
    const isToUs = told.some(({ isAddressed }) => isAddressed);
    if (standing === 'bot' || !isToUs) return 'ignored';
    await say(work, conversation.conversation_id, refusal(standing));
    return `refused.${standing}`;
  };
}

/** Somebody else's thread: the desk listens to its requester only, and says so when it is spoken to. */
function standAside({ conversation, told }: InConversation<Said>): Decide {
  return async (work) => {
    if (!told.some(({ isAddressed }) => isAddressed)) return 'not theirs';
    await say(work, conversation.conversation_id, plainReply(words.session.notYourThread));
    return 'not theirs';
  };
}
