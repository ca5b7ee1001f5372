import type { TicketRow } from '../../../models/tickets/ticket-work.js';
import { nameOf } from '../../../models/user.js';
import { requesterNotice, type TicketChange, techNotice, techNoticeOfMerged } from '../../cards/notices.js';
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
  if (told && to) {
    await say(work, to, told);
    await keepWords(work, ticket, { role: move.words && !isByDesk ? 'tech' : 'assistant', content: plain(told.text) });
  }
  if (ticket.work_conversation_id) await say(work, ticket.work_conversation_id, techNotice(move.action, change));
  const thread = move.into?.work_conversation_id;
  if (thread) await say(work, thread, techNoticeOfMerged(change));
}
