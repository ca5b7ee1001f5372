import type { Sql } from '../sql.js';

/** The last run of a job, whichever process it was. Times are UTC ISO 8601. */
export interface JobRun {
  readonly name: string;
  readonly last_run_at: string;
  /** Rows it handled; of one that failed, those before. */
  readonly handled: number;
  /** The code of its failure. */
  readonly error: string | null;
}

/** What is said to have run later than this from now was said by a clock that was set back since, ms. */
const AHEAD_MS = 120_000;

/** Says that a worker lives, and what ran last; the newest of what several of them say of a job stays. */
export async function recordBeat(
  tx: Sql,
  beat: { readonly worker: string; readonly startedAt: Date; readonly now: Date; readonly runs: readonly JobRun[] },
): Promise<void> {
  const { worker, startedAt, now, runs } = beat;
  const ahead = new Date(now.getTime() + AHEAD_MS).toISOString();
  await tx.run(
    `INSERT INTO worker (worker_key, started_at, seen_at) VALUES ($1, $2, $3)
     ON CONFLICT (worker_key) DO UPDATE SET seen_at = excluded.seen_at`,
    [worker, startedAt.toISOString(), now.toISOString()],
  );
  for (const run of runs)
    await tx.run(
      `INSERT INTO job_run (name, last_run_at, handled, error) VALUES ($1, $2, $3, $4)
       ON CONFLICT (name) DO UPDATE SET
         last_run_at = excluded.last_run_at, handled = excluded.handled, error = excluded.error
       WHERE job_run.last_run_at <= excluded.last_run_at OR job_run.last_run_at > $5`,
      [run.name, run.last_run_at, run.handled, run.error, ahead],
    );
}

/** A worker that ends in order is not missed. */
export async function forgetWorker(tx: Sql, worker: string): Promise<void> {
  await tx.run('DELETE FROM worker WHERE worker_key = $1', [worker]);
}

/** Forgets workers that were not heard of since. */
export async function forgetWorkersBefore(tx: Sql, before: Date): Promise<number> {
  return tx.run('DELETE FROM worker WHERE seen_at < $1', [before.toISOString()]);
}

/** The last run of every job that ever ran. */
export function findJobRuns(sql: Sql): Promise<JobRun[]> {
  return sql.all('SELECT name, last_run_at, handled, error FROM job_run ORDER BY name');
}

/** Workers, the one heard of last first. */
export function findWorkers(sql: Sql): Promise<{ worker_key: string; started_at: string; seen_at: string }[]> {
  return sql.all('SELECT worker_key, started_at, seen_at FROM worker ORDER BY seen_at DESC');
}
