import { allowance, elapsed, type SlaClock } from '../../src/rules/sla.js';

/** The used part at `now`: 0 at the start, 1 when due, more when late. */
export function fractionAt(clock: SlaClock, now: Date): number {
  return elapsed(clock, now) / allowance(clock);
}
