import { hostname } from 'node:os';
import type { JobState } from '../../jobs/engine/runner.js';
import type { Database } from '../../models/database.js';
import { endWaitsOfOldClockInAllOrgs } from '../../models/due-work/clock-set-back.js';
import { forgetWorker, forgetWorkersBefore, type JobRun, recordBeat } from '../../models/due-work/job-run.js';
import { reasonOf } from '../errors.js';
import { log } from '../log.js';
import { SUM_UP } from '../operations/tickets/remind.js';

/** Workers that were not heard of for so long are forgotten. */
const FORGOTTEN_MS = 86_400_000;
const EARLY_MS = 1_000;

export interface Heartbeat {
  /** Says what ran last, and good-bye. */
  stop(): Promise<void>;
}

/**
 * Lets other processes know, by the database alone, that this worker lives and what its jobs did: also while Redis is
 * gone, and also when nobody is left who would say so. It notices, too, when the clock was set back.
 */
export function startHeartbeat(of: {
  readonly database: Database;
  readonly clock: () => Date;
  readonly everyMs: number;
  readonly jobs: () => readonly JobState[];
}): Heartbeat {
  const { database, clock, everyMs, jobs } = of;
  const worker = `${hostname()} ${process.pid}`;
  const startedAt = clock();
  const told = new Map<string, string>();
  let beatenAt = startedAt;
  let beating: Promise<void> | undefined;

  async function beat(): Promise<void> {
    const now = clock();
    const runs = jobs()
      .flatMap(runOf)
      .filter(({ name, last_run_at }) => told.get(name) !== last_run_at);
    try {
      if (now < beatenAt) {
        log.warn({ code: 'clock_set_back', from: beatenAt.toISOString(), to: now.toISOString() });
        await database.write((tx) => endWaitsOfOldClockInAllOrgs(tx, { now, soonKinds: [SUM_UP] }));
      }
      beatenAt = now;
      await database.write(async (tx) => {
        await recordBeat(tx, { worker, startedAt, now, runs });
        await forgetWorkersBefore(tx, new Date(now.getTime() - FORGOTTEN_MS));
      });
      for (const { name, last_run_at } of runs) told.set(name, last_run_at);
    } catch (error) {
      log.warn({ code: 'heartbeat_missed', reason: reasonOf(error) });
    }
  }
  const next = () => {
    beating ??= beat().finally(() => {
      beating = undefined;
    });
  };
  next();
  // Soon after the start there is something to tell.
  const early = setTimeout(next, Math.min(EARLY_MS, everyMs));
  const timer = setInterval(next, everyMs);
  return {
    async stop() {
      clearTimeout(early);
      clearInterval(timer);
      await beating;
      await beat();
      await database.write((tx) => forgetWorker(tx, worker)).catch(() => undefined);
    },
  };
}

/** The last run of a job in this process, as the database keeps it; nothing where it has not run. */
export function runOf({ name, lastRunAt, lastHandled = 0, lastError }: JobState): JobRun[] {
  return lastRunAt === undefined
    ? []
    : [{ name, last_run_at: lastRunAt, handled: lastHandled, error: lastError ?? null }];
}
