import { markNotice } from '../../../models/due-work/notice.js';
import { findTicket, type TicketRow } from '../../../models/tickets/ticket-work.js';
import { lastingMoment } from '../../cards/moment.js';
import { plainReply } from '../../cards/session-cards.js';
import { words } from '../../cards/wording/index.js';
import { inBusinessDays, waitingRest } from '../../rules/upkeep.js';
import { theDesk } from '../actor.js';
import { keepWords } from '../conversations/keep-words.js';
import { rulesOf } from '../organisations/org-settings.js';
import { tellPerson } from '../telling/tell-person.js';
import { say, type Work } from '../work.js';
import { moveTicket } from './move-ticket.js';
import { waitingSince } from './ticket-clocks.js';
import { nudgeKey, nudgesAt, toldOf } from './time-ticket.js';

/**
 * Asks the requester of a ticket that waits for their answer again, each threshold once, and resolves it when none came;
 * never one of P1. After an outage they are asked once before it is resolved. Answers when it is due again.
 */
export async function nudgeRequester(work: Work, ticketId: string): Promise<Date | undefined> {
  const { tx, orgId, now } = work;
  const ticket = await findTicket(tx, orgId, ticketId);
  const since = ticket?.status === 'waiting_user' ? waitingSince(ticket) : undefined;
  if (!ticket || !since) return undefined;
  const rules = await rulesOf(tx, orgId);
  const { nudges, resolveAt } = waitingRest(since, rules.calendar, rules.upkeep);
  let isNudged = false;
  for (const { days, at } of nudges)
    if (at <= now && (await markNotice(tx, orgId, { subjectId: ticketId, threshold: nudgeKey(days, since), now })))
      isNudged = true;
  if (!isNudged && resolveAt <= now && ticket.priority !== 'P1') {
    await moveTicket(work, { ticketId, action: 'resolve', actor: theDesk, words: words.upkeep.unanswered });
    return undefined;
  }
  const next = nudgesAt(ticket, rules, await toldOf(work, ticket));
  const nextAt = next && isNudged && next <= now ? inBusinessDays(rules.calendar, now, 1) : next;
  const isLast = nextAt !== undefined && ticket.priority !== 'P1' && nextAt >= resolveAt;
  if (isNudged) await ask(work, ticket, isLast ? lastingMoment(nextAt, rules.zone) : undefined);
  return nextAt;
}

/** `until`: when it is resolved without an answer, if nothing comes before. */
async function ask(work: Work, ticket: TicketRow, until: string | undefined): Promise<void> {
  const { number, requester_conversation_id: to } = ticket;
  const text = until ? words.upkeep.lastNudge(number, until) : words.upkeep.waitingNudge(number);
  const reply = plainReply(text);
  if (!to) return void (await tellPerson(work, ticket.user_id, reply));
  await say(work, to, reply);
  await keepWords(work, ticket, { role: 'assistant', content: text });
}
