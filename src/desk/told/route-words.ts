import type { ConversationRow } from '../../../models/conversations/conversation.js';
import { newSession, type SessionState, saveSession } from '../../../models/conversations/session-work.js';
import type { DeviceRow } from '../../../models/devices/device-facts.js';
import type { PersonRow } from '../../../models/people/account.js';
import { findTicketGoingOn } from '../../../models/tickets/ticket-work.js';
import { words } from '../../cards/wording/index.js';
import { addWords } from '../../operations/conversations/add-words.js';
import { endShown } from '../../operations/conversations/record-turn.js';
import type { Work } from '../../operations/work.js';
import { beginProblem } from '../converse/begin.js';
import { mayTakeWords } from '../converse/belonging.js';
import type { Desk } from '../desk.js';
import { MovedOn } from '../moved-on.js';
import { commitTurn } from './commit-turn.js';
import { situationOf } from './situation-of.js';

/** Puts the words that were kept into the ticket. False where it takes none any more: it was closed meanwhile. */
export async function addKept(
  work: Work,
  of: { session: SessionState; author: PersonRow; conversation: ConversationRow },
): Promise<boolean> {
  const { session, author, conversation } = of;
  const { awaiting } = session.flow;
  if (awaiting?.kind !== 'route') return false;
  const ticket = await findTicketGoingOn(work.tx, work.orgId, awaiting.ticketId);
  if (!ticket || !mayTakeWords(ticket)) return false;
  await stopKeeping(work, session, words.session.outcomes.added(ticket.number));
  const { conversation_id: conversationId } = conversation;
  const { said } = awaiting;
  await addWords(work, { ticketId: ticket.ticket_id, author, said, conversationId, isNoted: true });
  return true;
}

/** Takes the words that were kept up as a problem of their own. */
export async function beginKept(
  work: Work,
  desk: Desk,
  of: { session: SessionState; person: PersonRow; conversation: ConversationRow; devices: readonly DeviceRow[] },
): Promise<void> {
  const { person, conversation, devices } = of;
  const { awaiting } = of.session.flow;
  if (awaiting?.kind !== 'route') return;
  await stopKeeping(work, of.session, words.session.outcomes.anew);
  const { conversation_id: conversationId } = conversation;
  const session = newSession({ userId: person.user_id, conversationId, now: work.now });
  const situation = situationOf(desk, { session, devices, now: work.now });
  const plan = beginProblem(situation, awaiting.said.map(({ text }) => text).join('\n'));
  await commitTurn(work, { conversation, person, situation, isNew: true, devices }, { plan, heard: awaiting.said });
}

async function stopKeeping(work: Work, session: SessionState, outcome: string): Promise<void> {
  const { awaiting: _awaiting, shown, ...flow } = session.flow;
  if (shown) await endShown(work, session, shown, outcome);
  if (!(await saveSession(work.tx, work.orgId, { ...session, flow }, work.now))) throw new MovedOn();
}
