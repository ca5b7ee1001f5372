import { findRelay } from '../../../models/conversations/relay.js';
import { editMessage, findMessageBySource } from '../../../models/conversations/session-words.js';
import { findSession, type SessionState } from '../../../models/conversations/session-work.js';
import { findTicket, findTicketOfSession, type TicketRow } from '../../../models/tickets/ticket-work.js';
import { nameOf } from '../../../models/user.js';
import { toTechs } from '../../cards/relay.js';
import { plainReply } from '../../cards/session-cards.js';
import { words } from '../../cards/wording/index.js';
import type { Edited } from '../../chat/inbound.js';
import type { Actor } from '../../operations/actor.js';
import { keepSaid } from '../../operations/conversations/record-turn.js';
import { editRelayed, isFromTech, recallRelayed } from '../../operations/conversations/relay-words.js';
import { tellOfEdit } from '../../operations/conversations/tell-of-edit.js';
import { editCopies } from '../../operations/conversations/word-copies.js';
import { devicesOf } from '../../operations/devices/devices-of.js';
import { say, type Work } from '../../operations/work.js';
import { readAnew } from '../converse/read-anew.js';
import type { Decide, Desk } from '../desk.js';
import { type Who, whoIs } from '../people.js';
import { changeTold } from './change-told.js';
import { commitTurn } from './commit-turn.js';
import type { OneTold } from './index.js';
import { editKept } from './kept-words.js';
import { situationOf } from './situation-of.js';
import { isOpen } from './talk.js';

type Kept = NonNullable<Awaited<ReturnType<typeof findMessageBySource>>>;

/**
 * A message was edited: a copy that left follows it, and the stored words follow it. In a talk that is open the desk
 * answers the new words in the place of the old answer while nobody has acted on that; later it says that it has
 * answered already. A ticket that was told the words gets the new ones. Words that were never kept stay unkept.
 */
export async function planEdited(desk: Desk, at: OneTold<Edited>): Promise<Decide> {
  const { orgId, conversation, told } = at;
  const who = await whoIs(desk, orgId, told);
  if (who.standing !== 'member') return async () => 'ignored';
  const { conversation_id: conversationId } = conversation;
  return async (work) => {
    const { tx } = work;
    const relay = await findRelay(tx, orgId, conversationId, told.messageId);
    const ticket = relay && (await findTicket(tx, orgId, relay.ticket_id));
    if (relay && ticket) {
      // Words that mention a colleague are for that colleague, whatever they said before.
      if (isFromTech(relay) && told.mentions.length > 0) {
        await recallRelayed(work, relay, ticket);
        return 'copy recalled';
      }
      const before = await findMessageBySource(tx, orgId, conversationId, told.messageId);
      const author = await who.person(work);
      await editRelayed(work, relay, { ticket, author, text: told.text, messageRef: told.messageId });
      // What a requester answered may be known to the ticket, too.
      if (before) await editTold(work, before, { author, text: told.text });
      return 'copy edited';
    }
    if (await editKept(work, conversation, told)) return 'kept words edited';
    const kept = await findMessageBySource(tx, orgId, conversationId, told.messageId);
    if (!kept || kept.content === told.text) return kept ? 'the same words' : 'not kept';
    await editMessage(tx, orgId, kept.message_id, told.text);
    const session = await findSession(tx, orgId, kept.session_id);
    if (session && isOpen(session)) return answerEdit(work, desk, at, { who, session });
    const author = await who.person(work);
    const changed = await editTold(work, kept, { author, text: told.text });
    if (!changed) return 'edited';
    await tellOfEdit(work, {
      ...{ ticket: changed, author, text: told.text, conversationId, messageRef: told.messageId },
      messageId: kept.message_id,
    });
    return 'edited in the ticket';
  };
}

/** The ticket that was told these words knows the new ones, and so does whoever got a copy; answers it where it changed. */
async function editTold(
  work: Work,
  { message_id: messageId, session_id, content }: Kept,
  { author, text }: { readonly author: Actor; readonly text: string },
): Promise<TicketRow | undefined> {
  const session = await findSession(work.tx, work.orgId, session_id);
  if (!session || isOpen(session)) return undefined;
  const ticket = await findTicketOfSession(work.tx, work.orgId, session_id);
  if (ticket)
    await editCopies(work, messageId, toTechs({ name: nameOf(author), text, isEdit: true, number: ticket.number }));
  return changeTold(work, session, { said: content, instead: text });
}

async function answerEdit(
  work: Work,
  desk: Desk,
  { conversation, told }: OneTold<Edited>,
  { who, session }: { who: Extract<Who, { standing: 'member' }>; session: SessionState },
): Promise<string> {
  const person = await who.person(work);
  const devices = await devicesOf(work.tx, work.orgId, person.user_id, work);
  const situation = situationOf(desk, { session, devices, now: work.now });
  const plan = readAnew(situation, told.text);
  if (!plan) {
    const reply = plainReply(words.session.editedLate);
    await say(work, conversation.conversation_id, reply);
    await keepSaid(work, session.sessionId, { reply });
    return 'edited late';
  }
  await commitTurn(work, { conversation, person, situation, isNew: false, devices }, { plan, heard: [] });
  return 'read anew';
}
