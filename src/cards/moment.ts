import { DateTime } from 'luxon';
import { words } from './wording/index.js';

/** Where and when a moment is told: an IANA zone and the present. */
export interface Wall {
  readonly zone: string;
  readonly now: Date;
}

/**
 * A moment as people near it say it: the nearer the shorter, with the time on the wall (24 hours). For what is said
 * once; what stays on a card would be wrong tomorrow, see `lastingMoment`.
 */
export function moment(at: Date | string, { zone, now }: Wall): string {
  const local = DateTime.fromJSDate(new Date(at), { zone });
  const today = DateTime.fromJSDate(now, { zone });
  const days = Math.round(local.startOf('day').diff(today.startOf('day'), 'days').days);
  const time = local.toFormat('HH:mm');
  const weekday = words.times.weekdays[local.weekday - 1] ?? '';
  if (days === 0) return words.times.today(time);
  if (days === 1) return words.times.tomorrow(weekday, time);
  if (days === -1) return words.times.yesterday(time);
  if (days > 1 && days < 7) return words.times.weekday(weekday, time);
  return lastingMoment(at, zone, now);
}

/** A moment in words that stay true however long they are shown; with its year where it is far from `now`, if that is given. */
export function lastingMoment(at: Date | string, zone: string, now?: Date): string {
  const local = DateTime.fromJSDate(new Date(at), { zone });
  const weekday = words.times.weekdays[local.weekday - 1] ?? '';
  const isFar = now !== undefined && Math.abs(local.toMillis() - now.getTime()) > FAR_MS;
  return words.times.dateAndTime(weekday, isFar ? calendarDay(local) : dayOfYear(local), local.toFormat('HH:mm'));
}

/** A `YYYY-MM-DD` date as people write it. */
export function day(date: string): string {
  return calendarDay(DateTime.fromISO(date, { zone: 'utc' }));
}

/** So far from now a date without its year could be taken for another. */
const FAR_MS = 180 * 86_400_000;

function dayOfYear(date: DateTime): string {
  return words.times.dayOfYear(date.day, words.times.months[date.month - 1] ?? '');
}

function calendarDay(date: DateTime): string {
  return words.times.date(date.day, words.times.months[date.month - 1] ?? '', date.year);
}
