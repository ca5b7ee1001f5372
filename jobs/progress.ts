import type { Sql } from '../models/sql.js';
import type { Handled, Job, Report } from './job.js';

/** How far a run has come. */
export interface Progress {
  /** Rows it looked at so far. */
  readonly done: number;
  /** Those, and what is still due; left out where nobody can say. */
  readonly of?: number;
  readonly perSecond: number;
}

/** Follows one run. */
interface Follower {
  /** So many more rows were looked at, and so many are ahead that nobody else counts; never waits. */
  report(rows: number, ahead?: number): void;
  /** Waits for what is still being told. */
  end(): Promise<void>;
}

/** Follows a run that takes longer than `everyMs`, and tells no more often how far it is. What fails to be told is left. */
export function followProgress(of: {
  readonly everyMs: number;
  readonly left: () => Promise<number | undefined>;
  readonly tell: (progress: Progress) => unknown;
}): Follower {
  const beganAt = performance.now();
  let toldAt = beganAt;
  let done = 0;
  let begun = 0;
  let telling: Promise<void> | undefined;
  const tell = async () => {
    const left = await of.left();
    const perSecond = Math.round((done * 1_000) / Math.max(1, performance.now() - beganAt));
    await of.tell({ done, perSecond, ...(left !== undefined && { of: done + begun + left }) });
  };
  return {
    report(rows, ahead = 0) {
      done += rows;
      begun = ahead;
      if (telling || performance.now() - toldAt < of.everyMs) return;
      telling = tell()
        .catch(() => undefined)
        .finally(() => {
          toldAt = performance.now();
          telling = undefined;
        });
    },
    async end() {
      await telling;
    },
  };
}

/** How many rows are left for a job, besides what it has begun; undefined where it cannot say. */
export async function leftFor(job: Job<never>, sql: Sql, now: Date): Promise<number | undefined> {
  return job.rowsLeft ? job.rowsLeft(sql, now) : (await job.backlog?.(sql, now))?.due;
}

/** One run of a job; what it did not report itself is reported once it is done. */
export async function runReported<Tools>(
  job: Job<Tools>,
  of: { readonly now: Date; readonly tools: Tools; readonly signal: AbortSignal; readonly report: Report | undefined },
): Promise<Handled> {
  const { now, tools, signal, report } = of;
  let reported = 0;
  const done = await job.run(now, tools, signal, (rows, ahead) => {
    reported += rows;
    report?.(rows, ahead);
  });
  // What a job of organisations handled is them, not rows.
  if (reported === 0 && !job.rowsLeft) report?.(done.handled);
  return done;
}
