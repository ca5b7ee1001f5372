import type { JobSchedulerJson, Queue } from 'bullmq';
import type { Job } from '../job.js';
import { keepJobs } from './queue.js';
import type { Timings } from './timings.js';

interface Seen {
  readonly count: number;
  readonly at: number;
}

/** Watches over the ticks in Redis. */
export interface Schedules {
  /** Checks every schedule once, mending what is missing, changed or stuck. Throws while Redis does not answer. */
  check(): Promise<void>;
  /** Lays every schedule anew, so that each job ticks at once: for when ticks stay away although Redis is well. */
  restart(): Promise<void>;
  /** Removes the schedules of jobs that are no longer on the list. */
  prune(): Promise<void>;
}

/**
 * Keeps one schedule a job in Redis. It mends only with `mayMend`; without, it still tells by `onTick` that some process
 * took a tick, which is how a process knows that the engine runs although it took none itself.
 */
export function keepSchedules(options: {
  readonly queue: Queue;
  readonly jobs: readonly Job<never>[];
  readonly timings: Timings;
  readonly mayMend: boolean;
  readonly onTick: () => void;
}): Schedules {
  const { queue, jobs, timings, mayMend, onTick } = options;
  const seen = new Map<string, Seen>();

  async function restartOne(job: Job<never>): Promise<void> {
    seen.delete(job.name);
    // An upsert alone keeps the date of the lost tick.
    await queue.removeJobScheduler(job.name);
    await upsert(queue, job);
  }

  async function checkOne(job: Job<never>, found: JobSchedulerJson | undefined): Promise<void> {
    if (!found || found.every !== job.everyMs) {
      seen.delete(job.name);
      if (mayMend) await upsert(queue, job);
      return;
    }
    const count = found.iterationCount ?? 0;
    const before = seen.get(job.name);
    if (before && count > before.count) onTick();
    if (!before || count !== before.count) seen.set(job.name, { count, at: performance.now() });
    // A chain of ticks breaks when a worker dies between taking one and laying the next.
    const patience = job.everyMs + timings.lockMs + 2 * timings.stalledMs;
    if (mayMend && before && performance.now() - before.at > patience) await restartOne(job);
  }

  return {
    async check() {
      const all = await queue.getJobSchedulers(0, -1);
      const byName = new Map(all.map((found) => [found.key, found]));
      for (const job of jobs) await checkOne(job, byName.get(job.name));
    },
    async restart() {
      for (const job of jobs) await restartOne(job);
    },
    async prune() {
      const names = new Set(jobs.map((job) => job.name));
      for (const found of await queue.getJobSchedulers(0, -1)) {
        if (!names.has(found.key)) await queue.removeJobScheduler(found.key);
      }
    },
  };
}

async function upsert(queue: Queue, job: Job<never>): Promise<void> {
  await queue.upsertJobScheduler(job.name, { every: job.everyMs }, { name: job.name, data: {}, opts: keepJobs });
}
