import type { ConversationRow } from '../../../models/conversations/conversation.js';
import { findSession, type SessionState } from '../../../models/conversations/session-work.js';
import { findTicketGoingOn } from '../../../models/tickets/ticket-work.js';
import { plainReply, routeReply } from '../../cards/session-cards.js';
import { words } from '../../cards/wording/index.js';
import type { Deleted, Edited } from '../../chat/inbound.js';
import { recordTurn, type Saying } from '../../operations/conversations/record-turn.js';
import type { Work } from '../../operations/work.js';
import { refOf } from '../converse/cards.js';
import { MovedOn } from '../moved-on.js';

type Kept = Extract<SessionState['flow']['awaiting'], { kind: 'route' }>['said'];

/** Keeps these words whole and asks where they belong: about the ticket they may be of, or something new. */
export async function askWhere(
  work: Work,
  session: SessionState,
  { ticketId, number, said }: { readonly ticketId: string; readonly number: number; readonly said: Kept },
): Promise<void> {
  const isInPlace = session.flow.awaiting?.kind === 'route';
  const waiting: SessionState = { ...session, flow: { ...session.flow, awaiting: { kind: 'route', ticketId, said } } };
  const text = said.map((one) => one.text).join('\n');
  const reply = routeReply({ ...refOf(waiting), number, text });
  // The words it quotes enter MESSAGES where their author says, and not before.
  await ask(work, waiting, { reply, isCurrent: true, kept: words.session.route(number) }, isInPlace);
}

/**
 * Changes words that are kept until their author says where they belong, and the question that quotes them; a deleted
 * message leaves them, and with the last one the question is over. False when the message is none of these.
 */
export async function editKept(work: Work, conversation: ConversationRow, told: Edited | Deleted): Promise<boolean> {
  const { tx, orgId } = work;
  const session = conversation.session_id ? await findSession(tx, orgId, conversation.session_id) : undefined;
  const awaiting = session?.flow.awaiting;
  if (!session || awaiting?.kind !== 'route') return false;
  if (!awaiting.said.some(({ messageRef }) => messageRef === told.messageId)) return false;
  const said = awaiting.said.flatMap((one) => {
    if (one.messageRef !== told.messageId) return one;
    return told.kind === 'edited' ? { ...one, text: told.text } : [];
  });
  const { ticketId } = awaiting;
  const ticket = await findTicketGoingOn(tx, orgId, ticketId);
  if (said.length > 0 && ticket) await askWhere(work, session, { ticketId, number: ticket.number, said });
  else await stopAsking(work, session);
  return true;
}

async function stopAsking(work: Work, session: SessionState): Promise<void> {
  const { awaiting: _awaiting, ...flow } = session.flow;
  const reply = plainReply(words.session.deleted);
  await ask(work, { ...session, flow }, { reply, isCurrent: true }, true);
}

async function ask(work: Work, session: SessionState, saying: Saying, isInPlace: boolean): Promise<void> {
  if (!(await recordTurn(work, { session, heard: [], says: [saying], isInPlace }))) throw new MovedOn();
}
