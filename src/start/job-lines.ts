import type { BacklogOf } from '../../jobs/index.js';
import type { Job } from '../../jobs/job.js';
import type { JobRun } from '../../models/due-work/job-run.js';

/** One job as people look at it. Times are UTC ISO 8601. */
export interface JobLine {
  readonly name: string;
  readonly sentence: string;
  readonly everyMs: number;
  /** When some worker last began it; undefined where none ever did. */
  readonly lastRunAt: string | undefined;
  readonly lastHandled: number | undefined;
  /** The code of the last run's failure. */
  readonly lastError: string | undefined;
  /** When its next tick is to be expected; may have passed where nobody works. */
  readonly nextAt: string | undefined;
  /** Rows that wait for it; undefined where it cannot say. */
  readonly due: number | undefined;
  /** How long the oldest of them is due. */
  readonly lateMs: number | undefined;
  /** Whether that is longer than it should ever be. */
  readonly isLate: boolean;
  readonly dead: number | undefined;
  /** Rows that will be due later, and when the first of them is; left out where nobody counted. */
  readonly coming?: number;
  readonly comingAt?: string;
}

/** What is due later, by the kind of timer. */
type Coming = readonly { readonly kind: string; readonly timers: number; readonly first_at: string }[];

/** The jobs in their order, with what the database knows of each. */
export function jobLines(
  jobs: readonly Job<never>[],
  of: { runs: readonly JobRun[]; backlogs: readonly BacklogOf[]; now: Date; coming?: Coming },
): JobLine[] {
  const { runs, backlogs, now, coming = [] } = of;
  return jobs.map(({ name, sentence, everyMs, timers }) => {
    const later = coming.find(({ kind }) => kind === timers?.kind);
    const run = runs.find((one) => one.name === name);
    const backlog = backlogs.find(({ job }) => job === name);
    return {
      name,
      sentence,
      everyMs,
      lastRunAt: run?.last_run_at,
      lastHandled: run?.handled,
      lastError: run?.error ?? undefined,
      nextAt: run && new Date(Date.parse(run.last_run_at) + everyMs).toISOString(),
      due: backlog?.due,
      lateMs: backlog?.oldest ? Math.max(0, now.getTime() - Date.parse(backlog.oldest)) : undefined,
      isLate: backlog?.isLate ?? false,
      dead: backlog?.dead,
      ...(later && { coming: later.timers, comingAt: later.first_at }),
    };
  });
}
