import { log } from '../../src/log.js';
import type { Handled, Job, Report } from '../job.js';
import { runReported } from '../progress.js';
import { errorCode } from './error-code.js';
import { runWithin } from './run-within.js';
import type { Timings } from './timings.js';

/** Who asked for a run: the queue, or the poller while there is no queue. */
type Source = 'bullmq' | 'poller';

/** What the console shows of a job. Times are UTC ISO 8601. */
export interface JobState {
  readonly name: string;
  readonly sentence: string;
  readonly everyMs: number;
  readonly isRunning: boolean;
  readonly lastRunAt?: string;
  /** Rows handled by the last run that ended well. */
  readonly lastHandled?: number;
  /** Rows handled since this process began. */
  readonly handledBy: Readonly<Record<Source, number>>;
  /** The code of the last run's failure; gone after the next success. */
  readonly lastError?: string;
}

/** How a run goes on, and who follows it. */
interface Going {
  readonly mayGoOn?: () => boolean;
  readonly report?: Report;
}

/** Runs the jobs of this process, never one job twice at once. */
export interface Runner {
  /**
   * Runs a job until nothing more is due, `mayGoOn` answers false, or the runner closes; answers the rows handled.
   * A call during a run waits for it and runs after it; while one waits, further calls answer 0 at once.
   * Throws what the job threw, or DeskError `job-late`.
   */
  run(name: string, source: Source, going?: Going): Promise<number>;
  isBusy(name: string): boolean;
  /** When the job's last run began, in ms of performance.now(). */
  lastStart(name: string): number | undefined;
  state(): readonly JobState[];
  /** Lets no further round begin. */
  close(): void;
  /** Aborts the signal of every run. */
  abort(): void;
  /** Settles when nothing runs. */
  idle(): Promise<void>;
}

interface Line<Tools> {
  readonly job: Job<Tools>;
  readonly handledBy: Record<Source, number>;
  current?: Promise<number> | undefined;
  isAwaited: boolean;
  startedAt?: number;
  lastRunAt?: string;
  lastHandled?: number;
  lastError?: string | undefined;
}

/** Makes the one runner of a process. */
export function createRunner<Tools>(options: {
  readonly jobs: readonly Job<Tools>[];
  readonly tools: Tools;
  readonly clock: () => Date;
  readonly timings: Timings;
}): Runner {
  const { jobs, tools, clock, timings } = options;
  const lines = new Map<string, Line<Tools>>();
  for (const job of jobs) lines.set(job.name, { job, isAwaited: false, handledBy: { bullmq: 0, poller: 0 } });
  const live = new Set<AbortController>();
  let isClosed = false;

  function begin(line: Line<Tools>, source: Source, going: Going): Promise<number> {
    line.startedAt = performance.now();
    const current = rounds(line, source, going).finally(() => {
      line.current = undefined;
    });
    line.current = current;
    return current;
  }

  async function rounds(line: Line<Tools>, source: Source, { mayGoOn, report }: Going): Promise<number> {
    let total = 0;
    let last: Handled;
    try {
      do {
        last = await round(line, report);
        total += last.handled;
        line.handledBy[source] += last.handled;
        // A job that says "more" and handled nothing would turn forever.
      } while (last.more && last.handled > 0 && !isClosed && (mayGoOn?.() ?? true));
    } catch (error) {
      line.lastError = errorCode(error);
      log.error({ job: line.job.name, code: line.lastError, source }, 'A job failed; its next tick tries again.');
      throw error;
    }
    line.lastHandled = total;
    line.lastError = undefined;
    return total;
  }

  async function round(line: Line<Tools>, report: Report | undefined): Promise<Handled> {
    const now = clock();
    line.lastRunAt = now.toISOString();
    const controller = new AbortController();
    live.add(controller);
    try {
      return await runWithin(timings, controller, (signal) => runReported(line.job, { now, tools, signal, report }));
    } finally {
      live.delete(controller);
    }
  }

  return {
    async run(name, source, going = {}) {
      const line = lines.get(name);
      // Another version of us may have left a schedule for a job that this one does not know.
      if (!line || line.isAwaited) return 0;
      line.isAwaited = true;
      while (line.current) await line.current.catch(() => undefined);
      line.isAwaited = false;
      return isClosed ? 0 : begin(line, source, going);
    },
    isBusy: (name) => lines.get(name)?.current !== undefined,
    lastStart: (name) => lines.get(name)?.startedAt,
    state: () => [...lines.values()].map(describe),
    close() {
      isClosed = true;
    },
    abort() {
      for (const controller of live) controller.abort();
    },
    async idle() {
      await Promise.allSettled([...lines.values()].map((line) => line.current));
    },
  };
}

function describe(line: Line<never>): JobState {
  const { job, lastRunAt, lastHandled, lastError } = line;
  return {
    name: job.name,
    sentence: job.sentence,
    everyMs: job.everyMs,
    isRunning: line.current !== undefined,
    handledBy: { ...line.handledBy },
    ...(lastRunAt !== undefined && { lastRunAt }),
    ...(lastHandled !== undefined && { lastHandled }),
    ...(lastError !== undefined && { lastError }),
  };
}
