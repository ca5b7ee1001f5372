import { markNotice } from '../../../models/due-work/notice.js';
import { findApprovers } from '../../../models/tickets/approval.js';
import { addEvent } from '../../../models/tickets/ticket-event.js';
import { findTicket, outdateCards, type TicketRow } from '../../../models/tickets/ticket-work.js';
import { askedAgainReply, noLongerAskedReply } from '../../cards/tickets/approval-card.js';
import { approvalRest } from '../../rules/upkeep.js';
import { type OrgRules, rulesOf } from '../organisations/org-settings.js';
import { showAnew } from '../telling/show-anew.js';
import { lineTo } from '../telling/tell-person.js';
import { refreshCards, say, type Work } from '../work.js';
import { askedSince, chaseKey, chasesAt } from './approval-times.js';
import { holdClock } from './hold-clock.js';
import { passOnApproval } from './pass-on-approval.js';
import { storeRenderedText } from './store-rendered-text.js';
import { tellOfOpenApproval } from './tell-of-open-approval.js';
import { timeTicket, toldOf } from './time-ticket.js';

/**
 * Looks after a yes that did not come: reminds whoever is asked, each threshold once, and at last tells techs, for whom the
 * ticket's clock goes on. Whoever may not say it any more, or cannot be reached, is passed over for the next. Answers when
 * to look again.
 */
export async function remindApprover(work: Work, ticketId: string): Promise<Date | undefined> {
  const { tx, orgId, now } = work;
  const ticket = await findTicket(tx, orgId, ticketId);
  const since = ticket && askedSince(ticket);
  if (!since) return undefined;
  const rules = await rulesOf(tx, orgId);
  const due = chasesAt(ticket, rules, await toldOf(work, ticket));
  if (!due || due > now) return due;
  const line = await lineToApprover(work, ticket);
  if (!line) {
    await passOnApproval(work, ticket);
    return undefined;
  }
  const { reminders, techsAt } = approvalRest(since, rules.calendar, rules.upkeep);
  let isReminded = false;
  for (const { days, at } of reminders)
    if (at <= now && (await markNotice(tx, orgId, { subjectId: ticketId, threshold: chaseKey(days, since), now })))
      isReminded = true;
  if (isReminded) await remindIn(work, ticket, line);
  if (techsAt <= now) await handToTechs(work, ticketId, rules);
  return chasesAt(ticket, rules, await toldOf(work, ticket));
}

/** Shows somebody again what waits for their yes, as the newest message. */
async function remindIn(work: Work, ticket: TicketRow, conversationId: string): Promise<void> {
  const { ticket_id: subjectId, number, version } = ticket;
  await say(work, conversationId, askedAgainReply(ticket));
  await showAnew(work, { kind: 'approval', subjectId, conversationId, version }, noLongerAskedReply(number));
  const { tx, orgId, now } = work;
  const detail = { approver: ticket.approver_user_id };
  await addEvent(tx, orgId, { ticketId: subjectId, actorId: null, kind: 'approval.remind', detail, now });
}

/** Where whoever is asked can be told something; undefined when they cannot be, or may not say yes any more. */
async function lineToApprover(work: Work, ticket: TicketRow): Promise<string | undefined> {
  const { approver_user_id: approver } = ticket;
  if (approver === null) return undefined;
  const entitled = await findApprovers(work.tx, work.orgId, ticket.user_id);
  return entitled.includes(approver) ? lineTo(work, approver) : undefined;
}

/** From here on it is theirs to see to: its clocks go on, and remind them as of any ticket. */
async function handToTechs(work: Work, ticketId: string, rules: OrgRules): Promise<void> {
  const { tx, orgId } = work;
  const version = await outdateCards(tx, orgId, ticketId);
  await holdClock(work, ticketId, { isHeld: false, rules });
  const ticket = await storeRenderedText(work, ticketId);
  await refreshCards(work, ticketId, version);
  await tellOfOpenApproval(work, ticket, 'silent');
  await timeTicket(work, ticket, rules);
}
