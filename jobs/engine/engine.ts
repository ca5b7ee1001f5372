import type { Queue } from 'bullmq';
import type { Job } from '../job.js';
import { closeWithin } from './close-within.js';
import { connectRedis } from './connection.js';
import { startHeart } from './heart.js';
import { startPoller } from './poller.js';
import { createWake, openQueue } from './queue.js';
import { createRunner, type JobState } from './runner.js';
import { defaultTimings, type Timings } from './timings.js';
import { startWorker } from './worker.js';

/** What the console and /healthz show of the engine. Times are UTC ISO 8601. */
export interface JobsState {
  readonly redis: 'up' | 'down';
  /** What is wrong with how Redis is set up, each with its mend. */
  readonly redisProblems: readonly string[];
  /** When a tick was last taken, by this process or another. */
  readonly lastTickAt?: string;
  /** Whether the poller is doing the work. */
  readonly isPolling: boolean;
  readonly jobs: readonly JobState[];
}

/** The running engine. */
export interface Jobs {
  /** Ends rounds in hand, then closes every connection; takes at most `drainMs` + `graceMs` and a little. */
  stop(): Promise<void>;
  /** Asks for a job to run soon. Never throws, never waits; a wish that is lost costs time only. */
  wake(name: string): void;
  state(): JobsState;
  /** The queue, for bull-board. */
  readonly board: { readonly queue: Queue };
}

/**
 * Starts the engine: ticks in Redis, a worker that answers them, a poller for the time without. Never waits for a Redis
 * that is down. A process without the worker role only wakes, watches and shows.
 */
export async function startJobs<Tools>(options: {
  readonly jobs: readonly Job<Tools>[];
  readonly tools: Tools;
  readonly clock: () => Date;
  readonly redisUrl?: string | undefined;
  readonly timings?: Partial<Timings>;
  readonly roles: { readonly worker: boolean };
  /** How many rows are left for a job, for whoever follows a long run; undefined where nobody can say. */
  readonly left?: (name: string) => Promise<number | undefined>;
}): Promise<Jobs> {
  const { jobs, tools, clock, roles, left = async () => undefined } = options;
  const timings = settle({ ...defaultTimings, ...options.timings }, jobs);
  const link = await connectRedis({ url: options.redisUrl, timings });
  const queue = openQueue(link);
  const runner = createRunner({ jobs, tools, clock, timings });

  let tickedAt = performance.now();
  let lastTickAt: string | undefined;
  const msSinceTick = () => performance.now() - tickedAt;
  const beginAnew = () => {
    tickedAt = performance.now();
  };
  const onTick = () => {
    beginAnew();
    lastTickAt = clock().toISOString();
  };
  const heart = startHeart({ link, queue, jobs, timings, mayMend: roles.worker, onTick, msSinceTick });
  const wakes = createWake(queue, jobs, timings);
  // One run and one waiting call a job, and room for calls that are answered at once.
  const concurrency = 2 * jobs.length + 2;
  const worker = roles.worker ? startWorker({ link, runner, timings, concurrency, onTick, left }) : undefined;
  let stopped: Promise<void> | undefined;
  const poller = roles.worker ? startPoller({ jobs, runner, timings, msSinceTick, onSlept: beginAnew }) : undefined;

  return {
    board: { queue },
    wake(name) {
      if (poller?.isActive()) poller.nudge(name);
      else if (heart.isUp()) wakes.wake(name);
    },
    state: () => ({
      redis: heart.isUp() ? 'up' : 'down',
      redisProblems: heart.problems().map(({ text }) => text),
      isPolling: poller?.isActive() ?? false,
      jobs: runner.state(),
      ...(lastTickAt !== undefined && { lastTickAt }),
    }),
    async stop() {
      stopped ??= stopAll();
      await stopped;
    },
  };

  async function stopAll(): Promise<void> {
    const isUp = heart.isUp();
    heart.stop();
    wakes.stop();
    poller?.stop();
    runner.close();
    await worker?.rest();
    if (!(await closeWithin(runner.idle(), timings.drainMs))) {
      runner.abort();
      await closeWithin(runner.idle(), timings.graceMs);
    }
    await worker?.close(isUp);
    await closeWithin(queue.close(), timings.commandMs);
    await link.stop();
  }
}

/** Silence means something only where ticks are more frequent than the poller is patient. */
function settle(timings: Timings, jobs: readonly Job<never>[]): Timings {
  const fastest = Math.min(...jobs.map((job) => job.everyMs));
  return { ...timings, pollAfterMs: Math.max(timings.pollAfterMs, Number.isFinite(fastest) ? 3 * fastest : 0) };
}
