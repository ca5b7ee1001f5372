import { z } from 'zod';
import { type BusinessCalendar, isBusinessDay } from './calendar.js';
import {
  type DailyHour,
  daysAfter,
  type LocalMoment,
  latestMoment,
  momentOn,
  nextMoment,
  weekdayOf,
} from './local-moment.js';

/** `daily` is every business day and brings the weekly one too; `weekly` is Mondays only. */
export type DigestRhythm = (typeof digestRhythms)[number];
const digestRhythms = ['daily', 'weekly'] as const;

/** Accepts when digests come to whoever chose nothing else; what is left out is as usual. */
export const digestsSchema = z.strictObject({
  /** On the wall of the organisation's zone, 0 to 23. */
  hour: z.number().int().min(0).max(23).default(9),
  /** Null: nobody gets one who did not ask for it. */
  rhythm: z.enum(digestRhythms).nullable().default('daily'),
});
export type UsualDigests = z.infer<typeof digestsSchema>;

/** What a recipient wants, and what they got so far. */
export interface DigestTerms extends DailyHour {
  readonly rhythm: DigestRhythm;
  readonly calendar: BusinessCalendar;
  /** Nothing is due for moments before it. */
  readonly since: Date;
  /** The newest local date they got a digest for, and the newest that had the week in it. */
  readonly sentFor?: string | undefined;
  readonly weekSentFor?: string | undefined;
}

/** From a digest to the next: what happened in it is what the next one tells. */
export interface Period {
  readonly from: Date;
  readonly to: Date;
}

/** One message: for a date, with the day, the week, or both. */
export interface DueDigest extends LocalMoment {
  readonly day?: Period;
  readonly week?: Period;
}

/**
 * The digest a recipient should have by `now` and has not, undefined when there is none. After an outage it is the latest
 * one alone, with the week in it when its Monday was missed. Dates only ever move on: neither a new zone, a new hour nor
 * a clock set back brings a date twice.
 */
export function dueDigest(terms: DigestTerms, now: Date): DueDigest | undefined {
  const { sentFor = '', weekSentFor = sentFor } = terms;
  const latest = back(terms, latestMoment(terms, now), (date) => hasDigest(terms, date));
  if (!latest || latest.date <= sentFor || latest.at < terms.since) return undefined;
  const monday = back(terms, latest, isMonday);
  const hasWeek = monday !== undefined && monday.date > weekSentFor && monday.at >= terms.since;
  const hasDay = terms.rhythm === 'daily' && isBusinessDay(terms.calendar, latest.date);
  if (!hasDay && !hasWeek) return undefined;
  return {
    ...latest,
    ...(hasDay && { day: dayBefore(terms, latest) }),
    ...(hasWeek && { week: weekBefore(terms, monday) }),
  };
}

/** When a recipient gets the next digest after `now`, should there be anything to say. */
export function nextDigestOf(terms: DigestTerms, now: Date): Date | undefined {
  let next = nextMoment(terms, now);
  for (let days = 0; days <= FARTHEST_DAYS; days += 1) {
    if (hasDigest(terms, next.date) && next.date > (terms.sentFor ?? '')) return next.at;
    next = nextMoment(terms, next.at);
  }
  return undefined;
}

/** The day a digest at this moment tells of: since the business day before. */
export function dayBefore(terms: Pick<DigestTerms, 'zone' | 'hour' | 'calendar'>, { at, date }: LocalMoment): Period {
  const before = back(terms, momentBefore(terms, date), (one) => isBusinessDay(terms.calendar, one));
  return { from: before?.at ?? new Date(at.getTime() - DAY), to: at };
}

/** The seven days up to a moment. */
function weekBefore(daily: DailyHour, { at, date }: LocalMoment): Period {
  const before = momentOn(daily, daysAfter(date, -7)) ?? momentBefore(daily, daysAfter(date, -6));
  return { from: before.at, to: at };
}

function hasDigest({ rhythm, calendar }: DigestTerms, date: string): boolean {
  return isMonday(date) || (rhythm === 'daily' && isBusinessDay(calendar, date));
}

function isMonday(date: string): boolean {
  return weekdayOf(date) === 0;
}

const DAY = 86_400_000;
/** No calendar that opens every week closes for so long but for holidays in a row. */
const FARTHEST_DAYS = 31;

/** This moment or the nearest before whose date fits. */
function back(daily: DailyHour, from: LocalMoment, fits: (date: string) => boolean): LocalMoment | undefined {
  for (let days = 0; days <= FARTHEST_DAYS; days += 1) {
    const date = daysAfter(from.date, -days);
    const moment = fits(date) ? momentOn(daily, date) : undefined;
    if (moment) return moment;
  }
  return undefined;
}

/** The moment of the nearest date before that exists. */
function momentBefore(daily: DailyHour, date: string): LocalMoment {
  const before = daysAfter(date, -1);
  return momentOn(daily, before) ?? momentBefore(daily, before);
}
