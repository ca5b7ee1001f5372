import type { MissingTimer } from '../models/due-work/timer-audit.js';
import type { Sql } from '../models/sql.js';

/** What one run did: the rows it handled, and whether more of them are due right now. */
export interface Handled {
  readonly handled: number;
  readonly more: boolean;
}

/** What waits for a job: how many rows are due, since when the oldest of them is (UTC ISO 8601), how many were given up. */
export interface Backlog {
  readonly due: number;
  readonly oldest: string | null;
  readonly dead: number;
}

/** What the auditor asks for: so many at most, as of a moment. */
interface Audit {
  readonly now: Date;
  readonly limit: number;
}

/** Tells whoever follows a run of so many more rows that it looked at, and how many of what it has begun are still to come. */
export type Report = (rows: number, ahead?: number) => void;

/** The timers a job works on, for the auditor. */
export interface JobTimers {
  readonly kind: string;
  /** Up to `limit` subjects that ought to have a timer of this kind as of `now` and have none. */
  readonly shouldExist?: ((sql: Sql, of: Audit) => Promise<readonly MissingTimer[]>) | undefined;
}

/**
 * One kind of due work. The work itself is rows in the database: `run` claims and handles up to `batch` of them, so it
 * may run twice, late, or in two processes at once. It stops at the next row when `signal` aborts. What takes long reports
 * its rows while it does; of the rest whoever runs it knows what came of it.
 */
export interface Job<Tools> {
  /** Verb-plural kebab-case, never two with the same name. */
  readonly name: string;
  /** What it does, as people read it in the console. */
  readonly sentence: string;
  /** How often the scheduler ticks it, in ms. */
  readonly everyMs: number;
  /** The most rows one run claims. */
  readonly batch: number;
  run(now: Date, tools: Tools, signal: AbortSignal, report?: Report): Promise<Handled>;
  /** Counts what waits for it; left out where nothing ever does. Reads an index only: health asks often. */
  readonly backlog?: (sql: Sql, now: Date) => Promise<Backlog>;
  /** Counts the rows of organisations that are due, where those are what its backlog counts; undefined where they are too many. */
  readonly rowsLeft?: (sql: Sql, now: Date) => Promise<number | undefined>;
  readonly timers?: JobTimers;
  /** Why rows that a run as of `now` handled said nothing, in plain words; left out where that needs no explaining. */
  readonly whySilent?: (sql: Sql, now: Date) => Promise<readonly string[]>;
}
