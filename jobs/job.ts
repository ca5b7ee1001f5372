/** What one run did: the rows it handled, and whether more of them are due right now. */
export interface Handled {
  readonly handled: number;
  readonly more: boolean;
}

/**
 * One kind of due work. The work itself is rows in the database: `run` claims and handles up to `batch` of them, so it
 * may run twice, late, or in two processes at once. It stops at the next row when `signal` aborts.
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
  run(now: Date, tools: Tools, signal: AbortSignal): Promise<Handled>;
}
