import { isWorkThread, pointConversation } from '../../../models/conversations/conversation.js';
import { findSession } from '../../../models/conversations/session-work.js';
import type { OrgId } from '../../../models/ids.js';
import { addEvent } from '../../../models/tickets/ticket-event.js';
import { findTicket, findTicketGoingOn, type TicketRow } from '../../../models/tickets/ticket-work.js';
import { prefaced } from '../../cards/change-reply.js';
import { plainReply } from '../../cards/session-cards.js';
import { refusal } from '../../cards/whispers.js';
import { words } from '../../cards/wording/index.js';
import type { Said } from '../../chat/inbound.js';
import { keepFiles } from '../../operations/conversations/carry-files.js';
import { say } from '../../operations/work.js';
import { isLive } from '../../rules/ticket-life.js';
import { type Command, findCommand } from '../commands/index.js';
import type { Decide, Desk } from '../desk.js';
import { whoIs } from '../people.js';
import { firstContact } from './first-contact.js';
import type { InConversation } from './index.js';
import { planTalk, type Talk } from './talk.js';
import { planTechWords } from './tech-words.js';

/** What one person said in a row: words among techs in a ticket's thread, a command, or a talk with the desk. */
export async function planSaid(desk: Desk, at: InConversation<Said>): Promise<Decide> {
  const { orgId, conversation, told } = at;
  const said = told[0];
  if (!said) return async () => 'nothing';
  const who = await whoIs(desk, orgId, said);
  if (who.standing !== 'member') return refuse(at, who.standing);
  const own = conversation.ticket_id ? await findTicket(desk.database, orgId, conversation.ticket_id) : undefined;
  if (own && isWorkThread(conversation)) return planTechWords(desk, { ...at, who, ticket: own });
  const isGuestHere = conversation.kind !== 'direct' && conversation.user_id !== null;
  if (isGuestHere && who.known?.user_id !== conversation.user_id) return standAside(at);
  const text = told
    .map((one) => one.text)
    .join('\n')
    .trim();
  const found = told.length === 1 ? findCommand(text) : undefined;
  const command = found?.name === 'ticket' && (await isAskedWhere(desk, at)) ? undefined : found;
  if (command) return answerCommand(command, { conversation, who, text, baseUrl: desk.baseUrl });
  const ticket = own && (await ticketTaking(desk, orgId, own));
  return keepingFiles(at, await planTalk(desk, { ...at, who, ticket, text }));
}

/**
 * The ticket that words about this one go into: the one it was merged into. Somebody else's is theirs to open again: once
 * it is over, words are about their author's own.
 */
async function ticketTaking({ database }: Desk, orgId: OrgId, own: TicketRow): Promise<TicketRow> {
  const goingOn = own.merged_into ? await findTicketGoingOn(database, orgId, own.merged_into) : own;
  return goingOn && (goingOn.user_id === own.user_id || isLive(goingOn.status)) ? goingOn : own;
}

/** Whatever comes of the words: the files that came with them are known first, so that they go where the words go. */
function keepingFiles(
  { conversation: { conversation_id: conversationId }, told }: InConversation<Said>,
  decide: Decide,
): Decide {
  if (told.every(({ files }) => files.length === 0)) return decide;
  return async (work) => {
    for (const { messageId: messageRef, files } of told) await keepFiles(work, { conversationId, messageRef }, files);
    return decide(work);
  };
}

/** Whether the desk asked which ticket words belong to: its number is then the answer. */
async function isAskedWhere(desk: Desk, { orgId, conversation }: InConversation<Said>): Promise<boolean> {
  const { session_id: sessionId } = conversation;
  const session = sessionId === null ? undefined : await findSession(desk.database, orgId, sessionId);
  return session?.flow.awaiting?.kind === 'route';
}

/** A command is answered beside whatever is open; at a first contact with what every first contact is told. */
function answerCommand(
  command: Command,
  { conversation, who, text, baseUrl }: Pick<Talk, 'conversation' | 'who' | 'text'> & Pick<Desk, 'baseUrl'>,
): Decide {
  return async (work) => {
    const person = await who.person(work);
    const { conversation_id: conversationId, kind, user_id: owner } = conversation;
    // Whoever never did more than send a command, as the first admin does, can be written to by this.
    if (kind === 'direct' && !owner)
      await pointConversation(work.tx, work.orgId, conversationId, { userId: person.user_id });
    const reply = await command.answer(work, { conversation, person, text, baseUrl });
    const preface = await firstContact(work, person);
    if (reply && preface) await say(work, conversation.conversation_id, prefaced(reply, preface));
    else if (reply ?? preface) await say(work, conversation.conversation_id, reply ?? plainReply(preface ?? ''));
    return command.name;
  };
}

/** People who are not members are told once why, where they spoke to the desk; bots never get a word. */
function refuse(
  { conversation, told }: InConversation<Said>,
  standing: 'guest' | 'stranger' | 'bot' | 'deactivated',
): Decide {
  return async (work) => {
    const toUs = told.find(({ isAddressed }) => isAddressed);
    if (standing === 'bot' || !toUs) return 'ignored';
    const { tx, orgId, now } = work;
    const detail = { why: standing, platform: toUs.platform, person: toUs.sender.id };
    await addEvent(tx, orgId, { ticketId: null, actorId: null, kind: 'words.refused', detail, now });
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
