import type { Database } from '../models/database.js';
import type { OrgId } from '../models/ids.js';
import type { Work } from '../src/operations/work.js';
import type { Handled } from './job.js';

/** Handles up to `batch` due rows as of `now`; stops at the next row when `signal` aborts. */
type Sweep = (now: Date, batch: number, signal: AbortSignal) => Promise<Handled>;

/** What a job needs to do its due work by itself. */
export interface DueTools {
  readonly database: Database;
  /** Runs operations in one transaction as of `now`, and has what they said sent after the commit. */
  commit<T>(orgId: OrgId, now: Date, decide: (work: Work) => Promise<T>): Promise<T>;
  /** How long a claimed row is left to whoever claimed it, ms. */
  readonly leaseMs: number;
  /** The first wait after a row failed, ms; doubled each time. */
  readonly retryMs: number;
  /** How long the effect of one row may ask nothing of its transaction, ms. */
  readonly rowIdleMs: number;
}

/** What the jobs need of the rest of the desk; main puts it together. */
export interface DeskTools extends DueTools {
  readonly recoverInbox: Sweep;
  readonly deliverOutbox: Sweep;
  readonly settleUncertain: Sweep;
  readonly syncMembers: Sweep;
  readonly repairCards: Sweep;
  readonly upkeep: Sweep;
}
