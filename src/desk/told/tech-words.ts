import { isParticipant } from '../../../models/tickets/ticket-participant.js';
import { findTicket, type TicketRow } from '../../../models/tickets/ticket-work.js';
import { plainReply } from '../../cards/session-cards.js';
import { words } from '../../cards/wording/index.js';
import type { Said } from '../../chat/inbound.js';
import type { Actor } from '../../operations/actor.js';
import { keepFiles } from '../../operations/conversations/carry-files.js';
import { relayToRequester } from '../../operations/conversations/relay-words.js';
import { say, type Work } from '../../operations/work.js';
import type { Decide, Desk } from '../desk.js';
import type { Who } from '../people.js';
import { heardOf } from './heard.js';
import type { InConversation } from './index.js';

export interface TechWords extends InConversation<Said> {
  readonly who: Extract<Who, { standing: 'member' }>;
  readonly ticket: TicketRow;
}

/**
 * Words in a ticket's thread. Only those of the assignee, or of one who pressed Join, go to the requester; words before
 * anyone took it, words that mention a colleague or the desk, and words about a finished ticket stay.
 */
export async function planTechWords(_desk: Desk, { conversation, told, who, ticket }: TechWords): Promise<Decide> {
  const { conversation_id: conversationId } = conversation;
  const { ticket_id: ticketId } = ticket;
  return async (work) => {
    const author = await who.person(work);
    let left = 0;
    for (const said of told) {
      if (said.isAddressed) await say(work, conversationId, plainReply(words.techs.staysHere));
      // Read anew each time: the first word that leaves changes the ticket.
      const now = await findTicket(work.tx, work.orgId, ticketId);
      if (!now || !isForRequester(said) || !(await mayWrite(work, now, author))) continue;
      const { messageId: messageRef, files } = said;
      await keepFiles(work, { conversationId, messageRef }, files);
      await relayToRequester(work, { ticket: now, author, conversationId, ...heardOf(said) });
      left += 1;
    }
    return left > 0 ? 'relayed' : 'stays among techs';
  };
}

function isForRequester({ isAddressed, mentions, text, files }: Said): boolean {
  return !isAddressed && mentions.length === 0 && (text.trim() !== '' || files.length > 0);
}

/** Whether this person's words go to the requester now; nobody writes to themselves. */
async function mayWrite({ tx, orgId }: Work, ticket: TicketRow, { user_id }: Actor): Promise<boolean> {
  const isOver = ticket.status === 'closed' || ticket.status === 'cancelled';
  if (isOver || ticket.assignee_user_id === null || ticket.user_id === user_id) return false;
  return ticket.assignee_user_id === user_id || isParticipant(tx, orgId, ticket.ticket_id, user_id);
}
