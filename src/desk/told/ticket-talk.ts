import type { SessionState } from '../../../models/session-work.js';

import { noteOnTicketWork, type TicketRow } from '../../../models/ticket-work.js';
import { plainReply, routeReply } from '../../cards/session-cards.js';
import { assigneeName } from '../../cards/ticket-view.js';
import { words } from '../../cards/wording/index.js';
import { type Actor, moveTicket } from '../../operations/move-ticket.js';
import { recordTurn } from '../../operations/record-turn.js';
import { relayToTechs } from '../../operations/relay-words.js';
import { say, type Work } from '../../operations/work.js';
import { isLive } from '../../rules/ticket-life.js';
import { refOf } from '../converse/cards.js';
import type { Decide, Desk } from '../desk.js';
import { matchPlaybook } from '../playbooks/match.js';
import { understandReply } from '../understand/understand-reply.js';
import type { Talk } from './talk.js';

/** A reply within this of the last word belongs to the ticket without asking. */
const SAME_TALK_MS = 4 * 3_600_000;
/** Between words that follow each other so closely the requester needs no note that each was passed on. */
const NOTED_MS = 10 * 60_000;

interface About {
  readonly ticket: TicketRow;
  readonly session: SessionState;
}

/** Words in a conversation that has a ticket; undefined when they are the start of something else. */
export function planTicketTalk(desk: Desk, talk: Talk, about: About): Decide | undefined {
  const { ticket, session } = about;
  const isOver = ticket.status === 'closed' || ticket.status === 'cancelled';
  if (isOver) return undefined;
  const { meaning } = understandReply(talk.text, { kind: 'step' });
  if (ticket.status === 'resolved') {
    if (['thanks', 'fixed', 'small_talk', 'empty', 'yes'].includes(meaning)) return thank(talk);
    if (meaning === 'still_broken' || meaning === 'person') return reopen(desk, talk, about);
    return ask(talk, about);
  }
  if (!isLive(ticket.status)) return undefined;
  const other = matchPlaybook(desk.library.playbooks, talk.text);
  const isOther = other !== undefined && other.playbook.id !== session.flow.playbook;
  return async (work) => {
    const isRecent = work.now.getTime() - Date.parse(ticket.last_word_at) < SAME_TALK_MS;
    const isThread = talk.conversation.kind === 'thread';
    if (isThread || (isRecent && !isOther)) return relayAll(work, talk, about);
    return ask(talk, about)(work);
  };
}

/** Puts the words into the ticket and says so, unless that was said a moment ago. */
export async function relayAll(work: Work, talk: Pick<Talk, 'told' | 'who' | 'conversation'>, { ticket }: About) {
  const author = await talk.who.person(work);
  for (const { text, messageId } of talk.told) {
    const words = { ticket, author, text, conversationId: talk.conversation.conversation_id, messageRef: messageId };
    await relayToTechs(work, words);
  }
  if (!(await goesOn(work, ticket, author))) await noteAdded(work, ticket);
  return 'relayed';
}

/** A ticket that waited for its requester goes on with their words; true when it did, which they are told. */
export async function goesOn(work: Work, ticket: TicketRow, actor: Actor): Promise<boolean> {
  if (ticket.status !== 'waiting_user') return false;
  const moved = await moveTicket(work, { ticketId: ticket.ticket_id, action: 'resume', actor });
  return moved.kind === 'moved';
}

/** Says that words were added, and who reads them, unless that was said a moment ago. */
export async function noteAdded(work: Work, ticket: TicketRow): Promise<void> {
  const to = ticket.requester_conversation_id;
  const isFirst = ticket.last_word_at === ticket.created_at;
  const isQuiet = work.now.getTime() - Date.parse(ticket.last_word_at) > NOTED_MS;
  if (!to || !(isFirst || isQuiet)) return;
  const reader = assigneeName({ ticket });
  const { addedFor, added } = words.told;
  await say(work, to, plainReply(reader ? addedFor(ticket.number, reader) : added(ticket.number)));
}

function thank(talk: Talk): Decide {
  return async (work) => {
    await say(work, talk.conversation.conversation_id, plainReply(words.session.thanks));
    return 'thanked';
  };
}

function reopen(_desk: Desk, talk: Talk, about: About): Decide {
  return async (work) => {
    const actor = await talk.who.person(work);
    await moveTicket(work, { ticketId: about.ticket.ticket_id, action: 'reopen', actor });
    await relayAll(work, talk, about);
    await noteOnTicketWork(work.tx, work.orgId, about.ticket.ticket_id, { last_word_at: work.now.toISOString() });
    return 'reopened';
  };
}

/** Keeps the words and asks where they belong. */
function ask(talk: Talk, { ticket, session }: About): Decide {
  return async (work) => {
    const kept = session.flow.awaiting?.kind === 'route' ? `${session.flow.awaiting.text}\n${talk.text}` : talk.text;
    const text = kept.slice(0, 4_000);
    const waiting: SessionState = {
      ...session,
      flow: { ...session.flow, awaiting: { kind: 'route', ticketId: ticket.ticket_id, text } },
    };
    const reply = routeReply({ ...refOf(waiting), number: ticket.number, text });
    const heard = talk.told.map((one) => ({ text: one.text, messageRef: one.messageId }));
    const previous = session.flow.awaiting?.kind === 'route' ? { previous: 'remove' as const } : {};
    await recordTurn(work, { session: waiting, heard, says: [{ reply, isCurrent: true }], ...previous });
    return 'asked where it belongs';
  };
}
