import { z } from 'zod';
import { type BusinessCalendar, standardDayMs } from './calendar.js';
import { type Priority, priorities } from './priority.js';

/** `minutes` and `hours` run around the clock; `business_hours` and `business_days` only while the calendar is open. */
export const slaUnits = ['minutes', 'hours', 'business_hours', 'business_days'] as const;
type SlaUnit = (typeof slaUnits)[number];

/** A promised length of time. Its clock stands still while the ticket waits, unless `pauses` is false. */
export interface SlaTarget {
  readonly amount: number;
  readonly unit: SlaUnit;
  readonly pauses: boolean;
}

/** What is promised for one priority: an answer by a person, and an end (null: no end is promised). */
interface SlaPromise {
  readonly response: SlaTarget;
  readonly resolution: SlaTarget | null;
}

export type SlaTargets = Readonly<Record<Priority, SlaPromise>>;

/**
 * The desk's own promises. P1 runs around the clock and never pauses; everything else is business time and pauses
 * while the ticket waits for the requester or a vendor.
 */
export const defaultTargets: SlaTargets = {
  P1: { response: aroundTheClock(15, 'minutes'), resolution: aroundTheClock(4, 'hours') },
  P2: { response: business(1, 'business_hours'), resolution: business(8, 'business_hours') },
  P3: { response: business(4, 'business_hours'), resolution: business(3, 'business_days') },
  P4: { response: business(1, 'business_days'), resolution: business(5, 'business_days') },
  P5: { response: business(1, 'business_days'), resolution: null },
};

/** Without `pauses` a target waits as the default one of its priority does. */
const target = z.strictObject({
  amount: z.number().positive().max(10_000),
  unit: z.enum(slaUnits),
  pauses: z.boolean().exactOptional(),
});
const promise = z.strictObject({ response: target.optional(), resolution: target.nullable().optional() });

/** Accepts what an organisation changes of the default promises, for any of the priorities. */
export const slaOverridesSchema = z.partialRecord(z.enum(priorities), promise);
export type SlaOverrides = z.infer<typeof slaOverridesSchema>;

/** The default promises with an organisation's changes laid over them; `resolution: null` takes the promise back. */
export function targetsWith(overrides: SlaOverrides): SlaTargets {
  const promiseOf = (priority: Priority): SlaPromise => {
    const usual = defaultTargets[priority];
    const own = overrides[priority];
    const { pauses } = usual.response;
    return {
      response: own?.response ? { pauses, ...own.response } : usual.response,
      resolution: own?.resolution === undefined ? usual.resolution : own.resolution && { pauses, ...own.resolution },
    };
  };
  return { P1: promiseOf('P1'), P2: promiseOf('P2'), P3: promiseOf('P3'), P4: promiseOf('P4'), P5: promiseOf('P5') };
}

/** The length of a target in ms of the time it runs in; a business day is the calendar's `standardDayMs`. */
export function targetMs(target: SlaTarget, calendar: BusinessCalendar): number {
  if (target.unit === 'business_days') return Math.round(target.amount * standardDayMs(calendar));
  return Math.round(target.amount * (target.unit === 'minutes' ? MINUTE : 60 * MINUTE));
}

/** Whether the target runs at night and on holidays too, whatever the calendar. */
export function isAroundTheClock(target: SlaTarget): boolean {
  return target.unit === 'minutes' || target.unit === 'hours';
}

const MINUTE = 60_000;

function aroundTheClock(amount: number, unit: 'minutes' | 'hours'): SlaTarget {
  return { amount, unit, pauses: false };
}

function business(amount: number, unit: 'business_hours' | 'business_days'): SlaTarget {
  return { amount, unit, pauses: true };
}
