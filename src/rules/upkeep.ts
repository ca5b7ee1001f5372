import { z } from 'zod';
import { addBusinessMs, type BusinessCalendar, standardDayMs } from './calendar.js';

const days = z.number().positive().max(365);

/** Accepts how long what rests is left alone; what is left out is as usual. Hours and days of work, but for `close_days`. */
export const upkeepSchema = z.strictObject({
  /** Hours of work after which the desk asks once whether somebody is still there. */
  session_nudge_hours: z.number().min(1).max(1_000).default(4),
  /** Days of work after that at which it closes the conversation. */
  session_close_days: days.default(2),
  /** Days of work after which a requester is asked again for the answer a ticket waits for. */
  waiting_nudge_days: z.array(days).max(10).default([2, 5]),
  /** Days of work after which a ticket that waits for its requester is resolved; never one of P1. */
  waiting_resolve_days: days.default(10),
  /** Days of work after which whoever is asked for a yes is reminded. */
  approval_remind_days: z.array(days).max(10).default([1]),
  /** Days of work after which techs are told that the yes does not come. */
  approval_techs_days: days.default(2),
  /** Days, around the clock, after which a resolved ticket is closed. */
  close_days: days.default(4),
});
export type UpkeepTerms = z.infer<typeof upkeepSchema>;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** When the desk asks whether somebody is still there who last said something at `since`. */
export function sessionNudgesAt(since: Date, calendar: BusinessCalendar, terms: UpkeepTerms): Date {
  return addBusinessMs(calendar, since, terms.session_nudge_hours * HOUR);
}

/** When a requester is asked again, and when their ticket is resolved, which waits since `since`. */
export function waitingRest(
  since: Date,
  calendar: BusinessCalendar,
  terms: UpkeepTerms,
): { readonly nudges: readonly DayAt[]; readonly resolveAt: Date } {
  const nudges = eachAt(since, calendar, terms.waiting_nudge_days);
  return { nudges, resolveAt: inBusinessDays(calendar, since, terms.waiting_resolve_days) };
}

/** When somebody is reminded who is asked for a yes since `since`, and when techs are told that it does not come. */
export function approvalRest(
  since: Date,
  calendar: BusinessCalendar,
  terms: UpkeepTerms,
): { readonly reminders: readonly DayAt[]; readonly techsAt: Date } {
  const reminders = eachAt(since, calendar, terms.approval_remind_days);
  return { reminders, techsAt: inBusinessDays(calendar, since, terms.approval_techs_days) };
}

/** When a ticket that was resolved at `since` is closed. */
export function closesAt(since: Date, terms: UpkeepTerms): Date {
  return new Date(since.getTime() + terms.close_days * DAY);
}

/** So many days of work after a moment. */
export function inBusinessDays(calendar: BusinessCalendar, from: Date, count: number): Date {
  return addBusinessMs(calendar, from, Math.round(count * standardDayMs(calendar)));
}

/** So many business days since something, and when that is. */
interface DayAt {
  readonly days: number;
  readonly at: Date;
}

/** The earliest first. */
function eachAt(since: Date, calendar: BusinessCalendar, counts: readonly number[]): DayAt[] {
  return [...counts].sort((a, b) => a - b).map((days) => ({ days, at: inBusinessDays(calendar, since, days) }));
}
