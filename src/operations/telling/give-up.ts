import { addCard, findCard } from '../../../models/conversations/card.js';
import { findLeadConversation } from '../../../models/conversations/lead-conversation.js';
import { findOtherwise } from '../../../models/outbox/otherwise.js';
import type { OutboxRow } from '../../../models/outbox/outbox.js';
import { addEvent } from '../../../models/tickets/ticket-event.js';
import { plainReply } from '../../cards/session-cards.js';
import { words } from '../../cards/wording/index.js';
import { say, showCard, type Work } from '../work.js';
import { tellNext } from './tell-first-reachable.js';
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
  const lead = await findLeadConversation(tx, orgId);
  if (!lead || lead === row.conversation_id) return;
  if (row.card_id) await showElsewhere(work, row.card_id, lead);
  if (await markToldToday(work, 'delivery')) await say(work, lead, plainReply(words.setup.deliveryFailed(reason)));
}

async function showElsewhere(work: Work, cardId: string, conversationId: string): Promise<void> {
  const { tx, orgId, now } = work;
  const lost = await findCard(tx, orgId, cardId);
  if (lost?.kind !== 'ticket') return;
  const { subject_id: subjectId, wanted_version: version } = lost;
  await showCard(work, await addCard(tx, orgId, { kind: 'ticket', subjectId, conversationId, version, now }));
}
