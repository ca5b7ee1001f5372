import { isAnyLeft } from '../../../models/due-work/timer.js';
import { clearReminders, oldestReminder } from '../../../models/tickets/reminder.js';
import { findRemindedOf } from '../../../models/tickets/ticket-lists.js';
import type { TicketRow } from '../../../models/tickets/ticket-work.js';
import { sumUpReply } from '../../cards/tickets/sum-up.js';
import { rulesOf } from '../organisations/org-settings.js';
import { tellFirstReachable, tellTriage } from '../telling/tell-first-reachable.js';
import type { Work } from '../work.js';
import { findContacts } from './escalation-contacts.js';
import { CHANNEL, tellOfTicket } from './remind.js';
import { ticketTimers } from './time-ticket.js';

/** What was due when the first of it was gathered is waited for, however slow the machine, but not for ever, ms. */
const MOST_MS = 10 * 60_000;
const AGAIN_MS = 10_000;
const NEXT_MS = 20_000;
const MOST_LINES = 15;

/**
 * Tells a reader of everything that was gathered for them in one message; of a single ticket by its own card. What was
 * settled meanwhile is left out. Answers when to look again, as long as there was something.
 */
export async function sumUpReminders(work: Work, reader: string): Promise<Date | undefined> {
  const { tx, orgId, now } = work;
  const oldest = await oldestReminder(tx, orgId, reader);
  if (!oldest) return undefined;
  const isMoreComing = await isAnyLeft(tx, orgId, ticketTimers.escalate, oldest);
  if (isMoreComing && now.getTime() - Date.parse(oldest) < MOST_MS) return new Date(now.getTime() + AGAIN_MS);
  const reminded = await findRemindedOf(tx, orgId, { reader, now, limit: MOST_LINES });
  await clearReminders(tx, orgId, reader);
  const [only] = reminded.tickets;
  const candidates = await candidatesOf(work, reader);
  if (only && reminded.total === 1) await tellOfTicket(work, only, candidates);
  else if (only) await tellOfAll(work, reminded, candidates);
  return new Date(now.getTime() + NEXT_MS);
}

async function tellOfAll(
  work: Work,
  reminded: { readonly tickets: readonly TicketRow[]; readonly total: number },
  candidates: readonly string[],
): Promise<void> {
  const { zone } = await rulesOf(work.tx, work.orgId);
  const of = { zone, now: work.now, ...reminded };
  const telling = {
    reply: sumUpReply({ ...of, isPublic: false }),
    publicReply: sumUpReply({ ...of, isPublic: true }),
  };
  if (candidates.length === 0) await tellTriage(work, telling);
  else await tellFirstReachable(work, candidates, telling);
}

/** A contact who cannot be reached falls to the next here too. */
async function candidatesOf(work: Work, reader: string): Promise<string[]> {
  if (reader === CHANNEL) return [];
  const contacts = await findContacts(work, 'tech_contact');
  return contacts.includes(reader) ? [reader, ...contacts.filter((one) => one !== reader)] : [reader];
}
