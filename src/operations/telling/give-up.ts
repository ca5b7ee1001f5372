import { addCard, findCard } from '../../../models/conversations/card.js';
import { findConversation } from '../../../models/conversations/conversation.js';
import { findLeadConversation } from '../../../models/conversations/lead-conversation.js';
import { findOtherwise } from '../../../models/outbox/otherwise.js';
import type { OutboxRow } from '../../../models/outbox/outbox.js';
import { addEvent } from '../../../models/tickets/ticket-event.js';
import { findTicket } from '../../../models/tickets/ticket-work.js';
import { plainReply } from '../../cards/session-cards.js';
import { words } from '../../cards/wording/index.js';
import { askedSince } from '../tickets/approval-times.js';
import { askApproval } from '../tickets/ask-approval.js';
import { say, showCard, type Work } from '../work.js';
import { recordMiss, tellNext } from './tell-first-reachable.js';
import { markToldToday } from './told-today.js';

/**
 * What was said is given up: it is audited, what somebody had to read goes to the next who may read it, a ticket's card
 * goes to the people who lead the desk instead of the channel that cannot be reached, and they are told why once a day.
 */
export async function giveUp(work: Work, row: OutboxRow, reason: string): Promise<void> {
  const { tx, orgId, now } = work;
  await addEvent(tx, orgId, {
    ticketId: null,
    actorId: null,
    kind: 'delivery.dead',
    detail: { outbox: row.outbox_id, reason },
    now,
  });
  const otherwise = await findOtherwise(tx, orgId, row.outbox_id);
  if (otherwise) await tellNext(work, otherwise, reason);
  if (row.card_id) await askSomebodyElse(work, row.card_id, reason);
  const lead = await findLeadConversation(tx, orgId);
  if (!lead || lead === row.conversation_id) return;
  if (row.card_id) await showElsewhere(work, row.card_id, lead);
  if (await markToldToday(work, 'delivery')) await say(work, lead, plainReply(words.setup.deliveryFailed(reason)));
}

/** A question for a yes that cannot be delivered goes to the next who may say it. */
async function askSomebodyElse(work: Work, cardId: string, reason: string): Promise<void> {
  const { tx, orgId } = work;
  const lost = await findCard(tx, orgId, cardId);
  if (lost?.kind !== 'approval') return;
  const { subject_id: ticketId } = lost;
  const reader = (await findConversation(tx, orgId, lost.conversation_id))?.user_id;
  const ticket = await findTicket(tx, orgId, ticketId);
  if (!reader || !ticket || !askedSince(ticket) || ticket.approver_user_id !== reader) return;
  await recordMiss(work, { ticketId }, { userId: reader, reason });
  await askApproval(work, ticketId, { after: reader });
}

async function showElsewhere(work: Work, cardId: string, conversationId: string): Promise<void> {
  const { tx, orgId, now } = work;
  const lost = await findCard(tx, orgId, cardId);
  if (lost?.kind !== 'ticket') return;
  const { subject_id: subjectId, wanted_version: version } = lost;
  await showCard(work, await addCard(tx, orgId, { kind: 'ticket', subjectId, conversationId, version, now }));
}
