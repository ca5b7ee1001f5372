import { isParticipant } from '../../../models/ticket-participant.js';
import type { TicketRow } from '../../../models/ticket-work.js';
import { plainReply } from '../../cards/session-cards.js';
import { words } from '../../cards/wording/index.js';
import type { Said } from '../../chat/inbound.js';
import { relayToRequester } from '../../operations/relay-words.js';
import { say } from '../../operations/work.js';
import type { Decide, Desk } from '../desk.js';
import type { Who } from '../people.js';
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
  return async (work) => {
    const author = await who.person(work);
    const isOver = ticket.status === 'closed' || ticket.status === 'cancelled';
    const isAssignee = ticket.assignee_user_id === author.user_id;
    const isIn = isAssignee || (await isParticipant(work.tx, work.orgId, ticket.ticket_id, author.user_id));
    let left = 0;
    for (const said of told) {
      if (said.isAddressed) await say(work, conversation.conversation_id, plainReply(words.techs.staysHere));
      const isForRequester = !said.isAddressed && said.mentions.length === 0 && said.text.trim() !== '';
      if (!isForRequester || !isIn || isOver || ticket.assignee_user_id === null) continue;
      const { text, messageId } = said;
      await relayToRequester(work, {
        ticket,
        author,
        text,
        conversationId: conversation.conversation_id,
        messageRef: messageId,
      });
      left += 1;
    }
    return left > 0 ? 'relayed' : 'stays among techs';
  };
}
