import { z } from 'zod';
import { addFeedback, commentFeedback } from '../../../models/tickets/feedback.js';
import { addEvent } from '../../../models/tickets/ticket-event.js';
import { changeTicketWork, findTicket, type TicketRow } from '../../../models/tickets/ticket-work.js';
import { commentForm, formLimits } from '../../cards/forms.js';
import { techNoticeOfComment, techNoticeOfRating } from '../../cards/notices.js';
import { plainReply } from '../../cards/session-cards.js';
import { notForYouWhisper } from '../../cards/whispers.js';
import { words } from '../../cards/wording/index.js';
import type { Answer } from '../../chat/outbound.js';
import type { Actor } from '../../operations/actor.js';
import { permits } from '../../operations/people/permits.js';
import { refreshCards, say, type Work } from '../../operations/work.js';
import { fieldErrors, line } from './fields.js';
import type { Press, Submission } from './index.js';

/** `<ticket id>/<stars>`: rates a resolved ticket, once. */
export const rateTicket: Press = async (_desk, { asked, who, orgId }) => {
  const [ticketId = '', given = ''] = asked.subject.split('/');
  const stars = z.coerce.number().int().min(1).max(5).safeParse(given);
  return async (work): Promise<Answer> => {
    const actor = await who.person(work);
    const ticket = await findTicket(work.tx, orgId, ticketId);
    if (!ticket || !stars.success) return { kind: 'whisper', reply: plainReply(words.errors.outOfDateCard) };
    if (!(await mayRate(work, ticket, actor))) return { kind: 'whisper', reply: notForYouWhisper('rate') };
    const isOver = ticket.status === 'resolved' || ticket.status === 'closed';
    if (!isOver) return { kind: 'whisper', reply: plainReply(words.errors.outOfDateCard) };
    const isFirst = await addFeedback(work.tx, orgId, {
      ticketId,
      userId: actor.user_id,
      stars: stars.data,
      now: work.now,
    });
    if (!isFirst) return { kind: 'whisper', reply: plainReply(words.told.ratedBefore) };
    await changed(work, ticket, { kind: 'ticket.rate', actorId: actor.user_id });
    if (ticket.work_conversation_id) await say(work, ticket.work_conversation_id, techNoticeOfRating(stars.data));
    return { kind: 'done' };
  };
};

/** Opens the form for a word to the rating. */
export const openComment: Press = async (_desk, { asked, who, orgId }) => {
  return async (work): Promise<Answer> => {
    const actor = await who.person(work);
    const ticket = await findTicket(work.tx, orgId, asked.subject);
    if (!ticket || !(await mayRate(work, ticket, actor))) return { kind: 'whisper', reply: notForYouWhisper('rate') };
    return { kind: 'form', form: commentForm(ticket) };
  };
};

/** Adds the word, once. */
export const commentOnTicket: Submission = async (_desk, { asked, who, orgId }) => {
  const given = z.object({ comment: line(formLimits.text) }).safeParse(asked.values);
  return async (work): Promise<Answer> => {
    if (!given.success) return fieldErrors(given.error);
    const actor = await who.person(work);
    const ticket = await findTicket(work.tx, orgId, asked.subject);
    if (!ticket || !(await mayRate(work, ticket, actor))) return { kind: 'whisper', reply: notForYouWhisper('rate') };
    const { comment } = given.data;
    if (!(await commentFeedback(work.tx, orgId, ticket.ticket_id, comment)))
      return { kind: 'errors', errors: { comment: words.errors.commentedBefore } };
    await changed(work, ticket, { kind: 'ticket.comment', actorId: actor.user_id });
    if (ticket.work_conversation_id) await say(work, ticket.work_conversation_id, techNoticeOfComment(comment));
    return { kind: 'done' };
  };
};

function mayRate(work: Work, { ticket_id: ticketId, user_id }: TicketRow, actor: Actor): Promise<boolean> {
  return permits(work, 'rate', { actor, ticketId, isRequester: user_id === actor.user_id });
}

/** The cards show it. */
async function changed(
  work: Work,
  ticket: { ticket_id: string; version: number },
  event: { kind: string; actorId: string },
): Promise<void> {
  const { tx, orgId, now } = work;
  const { ticket_id: ticketId, version } = ticket;
  await changeTicketWork(tx, orgId, { ticketId, version }, {});
  await addEvent(tx, orgId, { ticketId, ...event, now });
  await refreshCards(work, ticketId, version + 1);
}
