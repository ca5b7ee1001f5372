import { type BusinessCalendar, isOpen, nextOpening } from './calendar.js';
import type { Priority } from './priority.js';
import { dueWithoutPause } from './sla.js';
import { defaultTargets, type SlaTargets } from './sla-targets.js';

/** What the desk may promise when it hands a conversation to a person. */
export interface HandOverPromise {
  /** When a person answers at the latest, by the response target of the priority. */
  readonly respondBy: Date;
  /** Whether people are at work now; around-the-clock promises hold even when they are not. */
  readonly isOpenNow: boolean;
  /** `now` when open, else when people are back at work. */
  readonly nextOpening: Date;
}

/** What a ticket of this priority handed over at `now` is promised; throws `calendar.never_opens`. */
export function promiseFor(
  priority: Priority,
  now: Date,
  terms: { readonly calendar: BusinessCalendar; readonly targets?: SlaTargets },
): HandOverPromise {
  const { calendar, targets = defaultTargets } = terms;
  return {
    respondBy: dueWithoutPause(targets[priority].response, calendar, now),
    isOpenNow: isOpen(calendar, now),
    nextOpening: nextOpening(calendar, now),
  };
}
