import { DateTime } from 'luxon';
import { DeskError } from '../errors.js';
import { isTimeZone } from './time-zone.js';

/** The date on the wall at this instant in an IANA zone, as `YYYY-MM-DD`; throws `zone.unknown` or `instant.invalid`. */
export function localDate(zone: string, at: Date): string {
  const local = DateTime.fromJSDate(at, { zone });
  if (local.isValid) return local.toFormat('yyyy-MM-dd');
  throw isTimeZone(zone) ? invalidInstant() : unknownZone(zone);
}

/** The instant at which it becomes `hour` o'clock on the day after `at`, on the wall of the zone. */
export function nextMorning(zone: string, at: Date, hour = 9): Date {
  const tomorrow = DateTime.fromJSDate(at, { zone }).startOf('day').plus({ days: 1 });
  return tomorrow.set({ hour }).toJSDate();
}

/** The error for a zone name that the IANA database does not have. */
export function unknownZone(zone: string): DeskError {
  return new DeskError('zone.unknown', {
    message: `unknown time zone ${JSON.stringify(zone)}`,
    userMessage: `I don't know the time zone ${zone}. Use a name such as Europe/Berlin.`,
  });
}

/** The error for a Date that holds no time. */
export function invalidInstant(): DeskError {
  return new DeskError('instant.invalid', {
    message: 'a Date without a time was given to a rule',
    userMessage: 'I could not read that date and time.',
  });
}
