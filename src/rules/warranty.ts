import { DateTime } from 'luxon';
import { z } from 'zod';

/** `windows`: how many days before its end a warranty is spoken of, 0 being the day after; `snooze`: for how long it is put off. */
export interface WarrantyRules {
  readonly windows: readonly number[];
  readonly snooze: number;
}

export const defaultWarrantyRules: WarrantyRules = { windows: [90, 30, 7, 0], snooze: 30 };

const days = z.number().int().min(0).max(3_650);

/** What an organisation may change. */
export const warrantyOverridesSchema = z.strictObject({
  windows: z.array(days).max(10).exactOptional(),
  snooze: days.min(1).exactOptional(),
});

/** A warranty that ended so many days before the desk first looked is history: it is counted, not spoken of. */
export const OLD_DAYS = 30;

/** The days between today and the end, both `YYYY-MM-DD`: 0 on the last day, negative once it is over. */
export function daysLeft(end: string, today: string): number {
  return Math.round((Date.parse(end) - Date.parse(today)) / DAY);
}

/** The windows a warranty is within, widest first; the last is the one to speak of. The window of 0 opens when it is over. */
export function windowsOf(end: string, today: string, { windows }: WarrantyRules): number[] {
  const left = daysLeft(end, today);
  return windows.filter((window) => (window === 0 ? left < 0 : left <= window)).sort((a, b) => b - a);
}

/** Whether it is a real day, written as `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && DateTime.fromISO(text, { zone: 'utc' }).isValid;
}

const DAY = 86_400_000;
