/** Every wait of the engine, in ms. Tests run them shorter; the product runs these. */
export interface Timings {
  /** Without a tick for this long the poller does the work itself. */
  readonly pollAfterMs: number;
  /** How often the poller looks whether it is needed. */
  readonly pollEveryMs: number;
  /** How often the schedules in Redis are checked and mended. */
  readonly heartbeatMs: number;
  /** How long a worker's claim on a queue job lasts unless it is renewed. */
  readonly lockMs: number;
  /** How often abandoned claims are looked for. */
  readonly stalledMs: number;
  /** How long one run of a job may take before its signal aborts. */
  readonly runLimitMs: number;
  /** How long an aborted run may still take before it is given up. */
  readonly graceMs: number;
  /** How long the effect of one timer may ask nothing of its transaction, for which others wait. */
  readonly rowIdleMs: number;
  /** How long stop() waits for runs to end by themselves. */
  readonly drainMs: number;
  /** How long a producer waits for an answer of Redis. */
  readonly commandMs: number;
  /** How long a connection may stay silent after a question before it is opened anew. */
  readonly silentMs: number;
  /** The longest wait between two attempts to reach Redis. */
  readonly retryMs: number;
  /** How often a long run says how far it is. */
  readonly progressMs: number;
  /** Wake-ups within this time become one. */
  readonly wakeMs: number;
  /** Between two wake-ups of one job; each costs the embedded server some 10 ms of this process. */
  readonly wakeRestMs: number;
}

export const defaultTimings: Timings = {
  pollAfterMs: 30_000,
  pollEveryMs: 500,
  heartbeatMs: 10_000,
  lockMs: 30_000,
  stalledMs: 30_000,
  runLimitMs: 60_000,
  graceMs: 10_000,
  rowIdleMs: 250,
  drainMs: 10_000,
  commandMs: 2_000,
  silentMs: 15_000,
  retryMs: 2_000,
  progressMs: 1_000,
  wakeMs: 20,
  wakeRestMs: 250,
};
