import type { OrgId } from '../../../models/ids.js';
import { findInBoth, mergeOrgs, type OnePerson, type Renumbered } from '../../../models/organisations/merge-orgs.js';
import { findPerson } from '../../../models/people/account.js';
import { addEvent } from '../../../models/tickets/ticket-event.js';
import { changeTicketWork, findTicket } from '../../../models/tickets/ticket-work.js';
import { renumberedReply } from '../../cards/join-cards.js';
import { mayMore } from '../../rules/policy.js';
import { changeRole } from '../people/provision-person.js';
import { storeRenderedText } from '../tickets/store-rendered-text.js';
import { refreshCards, say, type Work } from '../work.js';
import { retimeBy } from './org-settings.js';

/**
 * The organisation of `work` joins another, with its people, devices and tickets, and is gone afterwards; what it was set
 * to is forgotten where the other is set up already. Somebody who was in both has the higher of their roles, what is open
 * comes to the channel tickets are worked in, and whoever follows a ticket that got another number is told. Answers how to
 * go on working: in the organisation that was joined.
 */
export async function joinOrgs(work: Work, { into, by }: { into: OrgId; by?: Presser }): Promise<Work> {
  const { tx, orgId: from, now } = work;
  if (into === from) throw new Error('An organisation cannot join itself.');
  const both = await findInBoth(tx, { from, into });
  const renumbered = await mergeOrgs(tx, { from, into });
  const joined: Work = { ...work, orgId: into };
  for (const one of both) await settleRole(joined, one);
  // Whoever pressed may have become one with somebody who was there.
  const actorId = (by && (await findPerson(tx, into, by))?.user_id) ?? null;
  const detail = { from, tickets: renumbered.length };
  await addEvent(tx, into, { ticketId: null, actorId, kind: 'org.joined', detail, now });
  for (const ticket of renumbered) await tellNumber(joined, ticket);
  // What is open in either is worked in one channel from now on.
  await retimeBy(tx, into, 'triage_channel', now);
  return joined;
}

/** Nobody loses what they could do in one of them: not techs by their triage channel, and not the only admin. */
async function settleRole(work: Work, { userId, role, theirRole }: OnePerson): Promise<void> {
  if (mayMore(theirRole, role)) await changeRole(work, userId, theirRole, null);
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
