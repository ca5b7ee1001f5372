import type { OrgId } from '../../../models/ids.js';
import { mergeOrgs, type Renumbered } from '../../../models/organisations/merge-orgs.js';
import { findPerson } from '../../../models/people/account.js';
import { addEvent } from '../../../models/tickets/ticket-event.js';
import { changeTicketWork, findTicket } from '../../../models/tickets/ticket-work.js';
import { renumberedReply } from '../../cards/join-cards.js';
import { storeRenderedText } from '../tickets/store-rendered-text.js';
import { refreshCards, say, type Work } from '../work.js';

/**
 * The organisation of `work` joins another, with its people, devices and tickets, and is gone afterwards; what it was set
 * to is forgotten where the other is set up already. Whoever follows a ticket that got another number is told. Answers
 * how to go on working: in the organisation that was joined.
 */
export async function joinOrgs(work: Work, { into, by }: { into: OrgId; by?: Presser }): Promise<Work> {
  const { tx, orgId: from, now } = work;
  if (into === from) throw new Error('An organisation cannot join itself.');
  const renumbered = await mergeOrgs(tx, { from, into });
  const joined: Work = { ...work, orgId: into };
  // Whoever pressed may have become one with somebody who was there.
  const actorId = (by && (await findPerson(tx, into, by))?.user_id) ?? null;
  const detail = { from, tickets: renumbered.length };
  await addEvent(tx, into, { ticketId: null, actorId, kind: 'org.joined', detail, now });
  for (const ticket of renumbered) await tellNumber(joined, ticket);
  return joined;
}

type Presser = Parameters<typeof findPerson>[2];

async function tellNumber(work: Work, { ticket_id: ticketId, before, number }: Renumbered): Promise<void> {
  const { tx, orgId, now } = work;
  const ticket = await findTicket(tx, orgId, ticketId);
  if (!ticket) return;
  const { version, last_word_at, work_conversation_id, requester_conversation_id } = ticket;
  await changeTicketWork(tx, orgId, { ticketId, version }, { last_word_at });
  const detail = { before, number };
  await addEvent(tx, orgId, { ticketId, actorId: null, kind: 'ticket.renumbered', detail, now });
  await storeRenderedText(work, ticketId);
  await refreshCards(work, ticketId, version + 1);
  for (const conversationId of new Set([work_conversation_id, requester_conversation_id]))
    if (conversationId) await say(work, conversationId, renumberedReply({ before, number }));
}
