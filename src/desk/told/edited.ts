import { findRelay } from '../../../models/conversations/relay.js';
import { editMessage, findMessageBySource } from '../../../models/conversations/session-words.js';
import { findSession, type SessionState } from '../../../models/conversations/session-work.js';
import { findDevicesOf } from '../../../models/devices/device-facts.js';
import { findTicket } from '../../../models/tickets/ticket-work.js';
import { plainReply } from '../../cards/session-cards.js';
import { words } from '../../cards/wording/index.js';
import type { Edited } from '../../chat/inbound.js';
import { keepSaid } from '../../operations/conversations/record-turn.js';
import { editRelayed, isFromTech, recallRelayed } from '../../operations/conversations/relay-words.js';
import { say, type Work } from '../../operations/work.js';
import { readAnew } from '../converse/read-anew.js';
import type { Decide, Desk } from '../desk.js';
import { type Who, whoIs } from '../people.js';
import { commitTurn } from './commit-turn.js';
import type { OneTold } from './index.js';
import { editKept } from './kept-words.js';
import { situationOf } from './situation-of.js';
import { isOpen } from './talk.js';

/**
 * A message was edited: a copy that left follows it, and the stored words follow it. In a talk that is open the desk
 * answers the new words in the place of the old answer while nobody has acted on that; later it says that it has
 * answered already. Words that were never kept stay unkept.
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
      await editRelayed(work, relay, {
        ticket,
        author: await who.person(work),
        text: told.text,
        messageRef: told.messageId,
      });
      return 'copy edited';
    }
    if (await editKept(work, conversation, told)) return 'kept words edited';
    const kept = await findMessageBySource(tx, orgId, conversationId, told.messageId);
    if (!kept || kept.content === told.text) return kept ? 'the same words' : 'not kept';
    await editMessage(tx, orgId, kept.message_id, told.text);
    const session = await findSession(tx, orgId, kept.session_id);
    return session && isOpen(session) ? answerEdit(work, desk, at, { who, session }) : 'edited';
  };
}

async function answerEdit(
  work: Work,
  desk: Desk,
  { conversation, told }: OneTold<Edited>,
  { who, session }: { who: Extract<Who, { standing: 'member' }>; session: SessionState },
): Promise<string> {
  const person = await who.person(work);
  const devices = await findDevicesOf(work.tx, work.orgId, person.user_id);
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
