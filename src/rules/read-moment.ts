import { DateTime } from 'luxon';
import { type BusinessCalendar, nextOpening } from './calendar.js';

/** The hour of a day that was named without one. */
const MORNING = 9;
const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const WRITTEN = new RegExp(
  `^(?:(\\d{4}-\\d{2}-\\d{2})|(today|tomorrow|${weekdays.join('|')}))?(?:(?:^|[ T]+)(?:at +)?(\\d{1,2})[:.](\\d{2}))?$`,
);

/**
 * A moment to come as people write it, on the wall clock of `zone`: a time, a day, or both. A time alone is the next one; a
 * day alone is its morning; a weekday is the next of its name. Undefined for anything else.
 */
export function readMoment(
  written: string,
  { zone, now }: { readonly zone: string; readonly now: Date },
): Date | undefined {
  const found = WRITTEN.exec(written.trim().toLowerCase());
  const [, date, day, hours, minutes] = found ?? [];
  if (!found || (date === undefined && day === undefined && hours === undefined)) return undefined;
  const today = DateTime.fromJSDate(now, { zone }).startOf('day');
  const base = date === undefined ? dayOf(day, today) : DateTime.fromISO(date, { zone });
  const at = base.set({ hour: hours === undefined ? MORNING : Number(hours), minute: Number(minutes ?? 0) });
  if (!at.isValid || Number(hours ?? 0) > 23 || Number(minutes ?? 0) > 59) return undefined;
  const isPassed = at.toJSDate() <= now;
  return (isPassed && date === undefined && day === undefined ? at.plus({ days: 1 }) : at).toJSDate();
}

/** When people are back at work on a day after today; where they always are, nine in the morning. */
export function nextWorkMorning(calendar: BusinessCalendar, now: Date): Date {
  const tomorrow = DateTime.fromJSDate(now, { zone: calendar.zone }).startOf('day').plus({ days: 1 });
  if (calendar.hours === '24x7') return tomorrow.set({ hour: MORNING }).toJSDate();
  return nextOpening(calendar, tomorrow.toJSDate());
}

function dayOf(day: string | undefined, today: DateTime): DateTime {
  if (day === undefined || day === 'today') return today;
  if (day === 'tomorrow') return today.plus({ days: 1 });
  const ahead = (weekdays.indexOf(day) + 1 - today.weekday + 7) % 7;
  return today.plus({ days: ahead === 0 ? 7 : ahead });
}
