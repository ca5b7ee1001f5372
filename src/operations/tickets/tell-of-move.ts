import { findMergedInto, type TicketRow } from '../../../models/tickets/ticket-work.js';
import { nameOf } from '../../../models/user.js';
import {
  followerNotice,
  requesterNotice,
  type TicketChange,
  techNotice,
  techNoticeOfMerged,
} from '../../cards/notices.js';
import { assigneeName } from '../../cards/tickets/ticket-view.js';
import { plain } from '../../chat/text.js';
import { keepWords } from '../conversations/keep-words.js';
import { say, type Work } from '../work.js';
import type { Move } from './move-ticket.js';

/**
 * Tells the requester and the ticket's thread of a move, and keeps what the requester is told with the session. A ticket
 * without a thread is told to nobody but its requester: its card is all that others see.
 */
export async function tellOfMove(work: Work, { ticket, move }: { ticket: TicketRow; move: Move }): Promise<void> {
  const isByDesk = move.actor.user_id === null;
  // What only ends the life of a ticket that was over is on its cards; a message about it would be noise.
  if (isByDesk && move.action === 'close') return;
  const change: TicketChange = {
    number: ticket.number,
    by: nameOf(move.actor),
    isByDesk,
    isByRequester: move.actor.user_id === ticket.user_id,
    assignee: assigneeName({ ticket }),
    said: move.words,
    into: move.into?.number,
  };
  const told = requesterNotice(move.action, change);
  const to = ticket.requester_conversation_id;
  if (told && to && !move.isTold) {
    await say(work, to, told);
    await keepWords(work, ticket, { role: move.words && !isByDesk ? 'tech' : 'assistant', content: plain(told.text) });
  }
  await tellFollowers(work, ticket, move);
  if (ticket.work_conversation_id && !move.isTold)
    await say(work, ticket.work_conversation_id, techNotice(move.action, change));
  const thread = move.into?.work_conversation_id;
  if (thread) await say(work, thread, techNoticeOfMerged(change));
}

/** Whoever asked for what became part of this ticket is told when that is over; what was done stays with its requester. */
async function tellFollowers(work: Work, ticket: TicketRow, { action }: Move): Promise<void> {
  if (action !== 'resolve' && action !== 'cancel') return;
  const told = new Set([ticket.requester_conversation_id]);
  for (const merged of await findMergedInto(work.tx, work.orgId, ticket.ticket_id)) {
    const to = merged.requester_conversation_id;
    if (!to || told.has(to)) continue;
    told.add(to);
    const reply = followerNotice(action, { number: ticket.number, own: merged.number });
    await say(work, to, reply);
    await keepWords(work, merged, { role: 'assistant', content: plain(reply.text) });
  }
}
