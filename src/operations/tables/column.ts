import { DateTime } from 'luxon';
import { z } from 'zod';
import { roles } from '../../rules/policy.js';

/** A column of a table that may be imported. */
export interface Column {
  readonly name: string;
  /** Other headings that mean the same. */
  readonly also?: readonly string[];
  /** Takes a value that is there; its message says what is wrong with another. */
  readonly schema: z.ZodType<string>;
  /** What would mend a value that does not fit. */
  readonly mend: string;
  /** May not be left empty. */
  readonly isRequired?: boolean;
}

/** What values are read by: days and times without an offset are the organisation's own. */
export interface Reading {
  readonly zone: string;
  readonly now: Date;
}

/** A name, a model, a note: any text up to a length. */
export function text(longest: number) {
  return z.string().max(longest, `is longer than ${longest} characters`).refine(isPrintable, 'holds a NUL character');
}

/** What something is known by: any text in one line. */
export const id = text(200).refine((value) => !/[\r\n\t]/.test(value), 'goes over more than one line');

export const email = z
  .string()
  .toLowerCase()
  .max(254, 'is longer than an e-mail address may be')
  .pipe(z.email('is no e-mail address'));

export const role = z.string().toLowerCase().pipe(z.enum(roles, 'is no role'));

/** A day of the calendar. */
export const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'is not written as a date')
  .refine((value) => z.iso.date().safeParse(value).success, 'is no day of the calendar')
  .refine((value) => value >= '1900', 'is too long ago to be true');

/** A moment, kept as UTC ISO 8601 with milliseconds. One without an offset is on the organisation's wall clock. */
export function moment({ zone, now }: Reading) {
  const latest = now.getTime() + DAY;
  return z
    .string()
    .regex(
      /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/i,
      'is not written as a time',
    )
    .transform((value, context) => {
      const at = DateTime.fromISO(value.replace(' ', 'T').toUpperCase(), { zone });
      const wrong = wrongWith(at, latest);
      if (wrong) context.addIssue({ code: 'custom', message: wrong });
      return at.isValid ? at.toJSDate().toISOString() : value;
    });
}

const DAY = 86_400_000;

function wrongWith(at: DateTime, latest: number): string | undefined {
  if (!at.isValid) return 'is no time of the calendar';
  if (at.year < 1970) return 'is too long ago to be true';
  return at.toMillis() > latest ? 'is in the future' : undefined;
}

/** PostgreSQL keeps no NUL. */
function isPrintable(value: string): boolean {
  return !value.includes('\0');
}

export const mends = {
  text: 'Shorten it.',
  id: 'Use up to 200 characters in one line.',
  email: 'Write it as name@example.com, or leave it empty.',
  role: `Write one of ${roles.join(', ')}.`,
  day: 'Write the date as YYYY-MM-DD, such as 2026-03-31, or leave it empty.',
  moment: 'Write it as 2026-03-31T14:05:00Z, or leave it empty where it is not known.',
} as const;
