import { z } from 'zod';
import { clearSetting, readSetting, writeSetting } from '../../../models/organisations/org-setting.js';
import { findLiveTicketsAfter } from '../../../models/tickets/ticket-lists.js';
import { changeTicketWork, type TicketRow } from '../../../models/tickets/ticket-work.js';
import { priorityOf } from '../../rules/priority.js';
import { isLive } from '../../rules/ticket-life.js';
import { type OrgRules, RETIMED_TO, rulesOf } from '../organisations/org-settings.js';
import { refreshCards, type Work } from '../work.js';
import { storeRenderedText } from './store-rendered-text.js';
import { dueTimes } from './ticket-clocks.js';
import { timeTicket } from './time-ticket.js';

/** Tickets of one transaction. */
const PAGE = 50;

/**
 * Times the tickets of an organisation anew whose rules changed: their priority, both due times, and what is due next.
 * A page at a time; answers now while there are more.
 */
export async function retimeTickets(work: Work): Promise<Date | undefined> {
  const { tx, orgId, now } = work;
  const rules = await rulesOf(tx, orgId);
  const after = (await readSetting(tx, orgId, RETIMED_TO, z.string())) ?? '';
  const page = await findLiveTicketsAfter(tx, orgId, after, PAGE);
  for (const ticket of page)
    await timeTicket(work, isLive(ticket.status) ? await retime(work, ticket, rules) : ticket, rules);
  const last = page.at(-1);
  if (!last || page.length < PAGE) {
    await clearSetting(tx, orgId, RETIMED_TO);
    return undefined;
  }
  await writeSetting(tx, orgId, RETIMED_TO, last.ticket_id, now);
  return now;
}

async function retime(work: Work, ticket: TicketRow, rules: OrgRules): Promise<TicketRow> {
  const { ticket_id: ticketId, version } = ticket;
  const priority = priorityOf(ticket.impact, ticket.urgency, rules.matrix);
  const due = dueTimes({ ...ticket, priority }, rules);
  const isSame =
    priority === ticket.priority &&
    due.first_response_due_at === ticket.first_response_due_at &&
    due.resolution_due_at === ticket.resolution_due_at;
  if (isSame) return ticket;
  if (!(await changeTicketWork(work.tx, work.orgId, { ticketId, version }, { priority, ...due })))
    throw new Error('A ticket changed while it was timed anew.');
  const changed = await storeRenderedText(work, ticketId);
  await refreshCards(work, ticketId, changed.version);
  return changed;
}
