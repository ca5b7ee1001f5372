import { z } from 'zod';
import { DeskError } from '../errors.js';
import { invalidInstant } from './local-time.js';
import { type WallShift, type WeeklyHours, wallWeek, weeklyHoursSchema } from './opening-hours.js';
import { isTimeZone } from './time-zone.js';
import { offsetSpans } from './zone-offsets.js';

/**
 * When an organisation works. It is open at an instant when the wall clock of `zone` then shows a time within `hours`:
 * an hour that a clock change skips is not worked, one that it repeats is worked twice. A shift belongs to the date it
 * begins on: a holiday (`YYYY-MM-DD` in `zone`) closes the shifts that begin that day, whole, past midnight too.
 * `24x7` is always open, holidays included.
 */
export interface BusinessCalendar {
  readonly zone: string;
  readonly hours: '24x7' | WeeklyHours;
  readonly holidays: readonly string[];
}

/** Accepts a calendar with a known zone, sound hours that open at least once a week, and real dates. */
export const businessCalendarSchema: z.ZodType<BusinessCalendar> = z.strictObject({
  zone: z.string().refine(isTimeZone, 'Use a time zone such as Europe/Berlin.'),
  hours: z.union([
    z.literal('24x7'),
    weeklyHoursSchema.refine((hours) => wallWeek(hours).some((day) => day.length > 0), 'These hours never open.'),
  ]),
  holidays: z.array(z.iso.date()).readonly().default([]),
});

/** Monday to Friday, 09:00 to 17:00 on the wall clock of the zone, no holidays. */
export function defaultCalendar(zone: string): BusinessCalendar {
  const day = [['09:00', '17:00']] as const;
  return { zone, hours: { mon: day, tue: day, wed: day, thu: day, fri: day }, holidays: [] };
}

/** Whether the calendar is open at the instant; an opening time is open, a closing time is closed. */
export function isOpen(calendar: BusinessCalendar, at: Date): boolean {
  return businessMsBetween(calendar, at, new Date(msOf(at) + 1)) > 0;
}

/** Whether people work on a `YYYY-MM-DD` date: a shift begins on it. Around the clock every date is one. */
export function isBusinessDay(calendar: BusinessCalendar, date: string): boolean {
  if (calendar.hours === '24x7') return true;
  const { week, holidays } = planOf(calendar, calendar.hours);
  const day = Date.parse(`${date}T00:00:00Z`) / DAY;
  return !holidays.has(day) && (week[(((day + MONDAY_1970) % 7) + 7) % 7] ?? []).length > 0;
}

/** The open time in [from, to), in ms; 0 when `to` is not after `from`. */
export function businessMsBetween(calendar: BusinessCalendar, from: Date, to: Date): number {
  const [start, end] = [msOf(from), msOf(to)];
  if (end <= start) return 0;
  if (calendar.hours === '24x7') return end - start;
  let total = 0;
  for (const open of openings(calendar, start, end)) total += open.to - open.from;
  return total;
}

/**
 * The first instant by which `ms` of open time have passed since `from`: closing time rather than the next opening,
 * and `from` itself for 0. Throws `calendar.never_opens` when a hundred years do not suffice.
 */
export function addBusinessMs(calendar: BusinessCalendar, from: Date, ms: number): Date {
  const start = msOf(from);
  if (Number.isNaN(ms)) throw invalidInstant();
  if (ms <= 0) return new Date(start);
  if (calendar.hours === '24x7' && ms < HORIZON) return new Date(start + Math.ceil(ms));
  let left = Math.ceil(ms);
  for (const open of openings(calendar, start, start + HORIZON)) {
    if (left <= open.to - open.from) return new Date(open.from + left);
    left -= open.to - open.from;
  }
  throw neverOpens(calendar);
}

/** `from` itself when the calendar is open then, else its next opening; throws `calendar.never_opens`. */
export function nextOpening(calendar: BusinessCalendar, from: Date): Date {
  const start = msOf(from);
  for (const open of openings(calendar, start, start + HORIZON)) return new Date(open.from);
  throw neverOpens(calendar);
}

/**
 * How long one business day is, in ms on the wall clock: the median length of the weekdays that open, the longer of
 * two middle ones. So Monday to Thursday 8 h and Friday 4 h make 8 h, and three business days are 24 business hours.
 */
export function standardDayMs(calendar: BusinessCalendar): number {
  if (calendar.hours === '24x7') return DAY;
  const lengths = wallWeek(calendar.hours)
    .map((shifts) => shifts.reduce((sum, shift) => sum + shift.to - shift.from, 0))
    .filter((length) => length > 0)
    .sort((a, b) => a - b);
  const median = lengths[Math.floor(lengths.length / 2)];
  if (median === undefined) throw neverOpens(calendar);
  return median;
}

const DAY = 86_400_000;
const HORIZON = 100 * 366 * DAY;
const MONDAY_1970 = 3; // 1970-01-01 was a Thursday, the fourth day of its ISO week.

/** The open stretches within [start, end), epoch ms, in order, not touching the past of one another. */
function* openings(calendar: BusinessCalendar, start: number, end: number): Generator<WallShift> {
  if (calendar.hours === '24x7') return yield { from: start, to: end };
  const { week, holidays } = planOf(calendar, calendar.hours);
  if (week.every((shifts) => shifts.length === 0)) return;
  for (const { from, until, offset } of offsetSpans(calendar.zone, start, end)) {
    const lastDay = Math.floor((until + offset) / DAY);
    for (let day = Math.floor((from + offset) / DAY) - 1; day <= lastDay; day++) {
      if (holidays.has(day)) continue;
      for (const shift of week[(((day + MONDAY_1970) % 7) + 7) % 7] ?? []) {
        const opens = Math.max(day * DAY + shift.from - offset, from);
        const closes = Math.min(day * DAY + shift.to - offset, until);
        if (closes > opens) yield { from: opens, to: closes };
      }
    }
  }
}

interface Plan {
  readonly week: readonly (readonly WallShift[])[];
  /** Days since 1970-01-01. */
  readonly holidays: ReadonlySet<number>;
}

// A sweep asks about thousands of tickets of one calendar: its times and holidays are read once.
const plans = new WeakMap<BusinessCalendar, Plan>();

function planOf(calendar: BusinessCalendar, hours: WeeklyHours): Plan {
  const found = plans.get(calendar);
  if (found) return found;
  const holidays = new Set(calendar.holidays.map((date) => Date.parse(date) / DAY));
  const plan = { week: wallWeek(hours), holidays };
  plans.set(calendar, plan);
  return plan;
}

function msOf(date: Date): number {
  const ms = date.getTime();
  if (Number.isNaN(ms)) throw invalidInstant();
  return ms;
}

function neverOpens(calendar: BusinessCalendar): DeskError {
  return new DeskError('calendar.never_opens', {
    message: `the business calendar in ${calendar.zone} offers too little open time within a hundred years`,
    userMessage: 'These opening hours never open. Give the business calendar at least one shift a week.',
  });
}
