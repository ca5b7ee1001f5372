import type { Handled } from './job.js';

/** Handles up to `batch` due rows as of `now`; stops at the next row when `signal` aborts. */
type Sweep = (now: Date, batch: number, signal: AbortSignal) => Promise<Handled>;

/** What the jobs need of the rest of the desk; main puts it together. */
export interface DeskTools {
  readonly recoverInbox: Sweep;
  readonly deliverOutbox: Sweep;
  readonly settleUncertain: Sweep;
  readonly syncMembers: Sweep;
  readonly upkeep: Sweep;
}
