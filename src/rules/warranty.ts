import { DateTime } from 'luxon';
import { z } from 'zod';

const days = z.number().int().min(0).max(3_650);

/** What an organisation may change. */
export const warrantyOverridesSchema = z.strictObject({
  windows: z.array(days).max(10).exactOptional(),
  snooze: days.min(1).exactOptional(),
});

/** Whether it is a real day, written as `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && DateTime.fromISO(text, { zone: 'utc' }).isValid;
}

/** The day so many days after another. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);
}

const DAY = 86_400_000;
