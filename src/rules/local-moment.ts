import { localDate } from './local-time.js';
import { offsetSpans } from './zone-offsets.js';

/** A full hour on the wall of a zone, every day. */
export interface DailyHour {
  readonly zone: string;
  /** 0 to 23. */
  readonly hour: number;
}

/** When an hour of the wall comes on a date: the instant, and the `YYYY-MM-DD` it is for. */
export interface LocalMoment {
  readonly at: Date;
  readonly date: string;
}

/**
 * The moment of a date: exactly one for each that exists. Where the hour is skipped it is the first instant after the
 * gap (midnight, where the last hour of a date is), where it comes twice the first time counts. Undefined for a date
 * that the zone leaves out.
 */
export function momentOn({ zone, hour }: DailyHour, date: string): LocalMoment | undefined {
  const day = dayOf(date) * DAY;
  const found = firstAt(zone, day + hour * HOUR);
  const isOnDate = found.wall < day + DAY || firstAt(zone, day).wall < day + DAY;
  return isOnDate ? { at: new Date(found.at), date } : undefined;
}

/** The first moment after an instant. */
export function nextMoment(daily: DailyHour, after: Date): LocalMoment {
  for (let date = daysAfter(localDate(daily.zone, after), -1); ; date = daysAfter(date, 1)) {
    const moment = momentOn(daily, date);
    if (moment && moment.at > after) return moment;
  }
}

/** The last moment up to an instant. */
export function latestMoment(daily: DailyHour, now: Date): LocalMoment {
  for (let date = daysAfter(localDate(daily.zone, now), 1); ; date = daysAfter(date, -1)) {
    const moment = momentOn(daily, date);
    if (moment && moment.at <= now) return moment;
  }
}

/** The date so many days later in the calendar; earlier when negative. */
export function daysAfter(date: string, days: number): string {
  return new Date((dayOf(date) + days) * DAY).toISOString().slice(0, 10);
}

/** Monday is 0, Sunday 6. */
export function weekdayOf(date: string): number {
  return (((dayOf(date) + THURSDAY) % 7) + 7) % 7;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const THURSDAY = 3; // 1970-01-01
/** Farther than any zone is from UTC, with a whole date left out on top. */
const FARTHEST = 52 * HOUR;

/** The first instant at which the wall shows this time or later, and what it shows then; both as epoch ms. */
function firstAt(zone: string, wanted: number): { readonly at: number; readonly wall: number } {
  for (const { from, until, offset } of offsetSpans(zone, wanted - FARTHEST, wanted + FARTHEST)) {
    const at = Math.max(wanted - offset, from);
    // In this stretch the clock comes to the time, or it is past it because the change before has skipped it.
    if (at < until) return { at, wall: at + offset };
  }
  throw new Error('Every wall clock goes on.');
}

function dayOf(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY;
}
