import { findTicket, type TicketRow } from '../../../models/tickets/ticket-work.js';
import { plainReply } from '../../cards/session-cards.js';
import { assigneeName } from '../../cards/tickets/ticket-view.js';
import { words } from '../../cards/wording/index.js';
import type { Actor } from '../actor.js';
import { moveTicket } from '../tickets/move-ticket.js';
import { say, type Work } from '../work.js';
import { keepWords } from './keep-words.js';
import type { Heard } from './record-turn.js';
import { relayToTechs } from './relay-words.js';

/** Between words that follow each other so closely, ms, the requester needs no note that each was passed on. */
const NOTED_MS = 10 * 60_000;
/** Words this soon after the ticket was opened, ms, were said in one breath with it. */
const SAME_BREATH_MS = 3_000;

/**
 * Puts the requester's words into their ticket. One that waits for them goes on, a resolved one is open again; the
 * requester reads that it was added, unless another notice says so or they read it a moment ago.
 */
export async function addWords(
  work: Work,
  of: {
    ticketId: string;
    author: Actor;
    said: readonly Required<Heard>[];
    conversationId: string;
    isNoted?: boolean;
  },
): Promise<void> {
  const before = await findTicket(work.tx, work.orgId, of.ticketId);
  if (!before) return;
  const ticket = (await goOn(work, before, of.author)) ?? before;
  const { author, conversationId } = of;
  for (const { text, messageRef } of of.said)
    await relayToTechs(work, { ticket, author, text, conversationId, messageRef });
  const isTold = ticket !== before;
  if (isTold || !(of.isNoted || isWorthANote(before, work.now))) return;
  const note = addedNote(ticket);
  await say(work, conversationId, plainReply(note));
  await keepWords(work, ticket, { role: 'assistant', content: note });
}

/** The requester's word is what a waiting ticket waited for, and what a resolved one cannot have been waiting for. */
async function goOn(work: Work, ticket: TicketRow, actor: Actor): Promise<TicketRow | undefined> {
  const { ticket_id: ticketId, status } = ticket;
  if (status !== 'resolved' && status !== 'waiting_user') return undefined;
  const action = status === 'resolved' ? 'reopen' : 'resume';
  const moved = await moveTicket(work, { ticketId, action, actor });
  return moved.kind === 'moved' ? moved.ticket : undefined;
}

function isWorthANote({ created_at, last_word_at }: TicketRow, now: Date): boolean {
  if (now.getTime() - Date.parse(created_at) < SAME_BREATH_MS) return false;
  return last_word_at === created_at || now.getTime() - Date.parse(last_word_at) > NOTED_MS;
}

function addedNote(ticket: TicketRow): string {
  const reader = assigneeName({ ticket });
  return reader ? words.told.addedFor(ticket.number, reader) : words.told.added(ticket.number);
}
