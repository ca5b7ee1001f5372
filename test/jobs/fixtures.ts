import { startJobs } from '../../jobs/engine/engine.js';
import type { Timings } from '../../jobs/engine/timings.js';
import type { Job } from '../../jobs/job.js';

/** The product's waits, twenty times shorter. */
export const shortTimings: Timings = {
  pollAfterMs: 1_500,
  pollEveryMs: 25,
  heartbeatMs: 500,
  lockMs: 1_500,
  stalledMs: 1_500,
  runLimitMs: 3_000,
  graceMs: 500,
  rowIdleMs: 250,
  drainMs: 500,
  commandMs: 500,
  silentMs: 750,
  retryMs: 100,
  progressMs: 50,
  wakeMs: 5,
  wakeRestMs: 12,
};

/** A job without tools that ticks every 100 ms unless told otherwise. */
export function makeJob(own: Partial<Job<null>> & { readonly name: string }): Job<null> {
  return {
    sentence: `Does ${own.name}.`,
    everyMs: 100,
    batch: 10,
    run: async () => ({ handled: 1, more: false }),
    ...own,
  };
}

/** Due rows, and a job that takes up to its batch of them. */
export function dueRows(name: string) {
  const due = new Set<number>();
  const handled: number[] = [];
  let next = 0;
  const job = makeJob({
    name,
    async run() {
      const batch = [...due].slice(0, 10);
      for (const row of batch) {
        due.delete(row);
        handled.push(row);
      }
      return { handled: batch.length, more: due.size > 0 };
    },
  });
  return {
    job,
    due,
    handled,
    add(count: number) {
      for (let i = 0; i < count; i += 1) due.add(next++);
    },
  };
}

/** Starts a worker process's engine with short waits. */
export function startTestJobs(
  jobs: readonly Job<null>[],
  redisUrl?: string,
  timings: Partial<Timings> = {},
  left: (name: string) => Promise<number | undefined> = async () => undefined,
) {
  return startJobs({
    jobs,
    tools: null,
    clock: () => new Date(),
    redisUrl,
    timings: { ...shortTimings, ...timings },
    roles: { worker: true },
    left,
  });
}
