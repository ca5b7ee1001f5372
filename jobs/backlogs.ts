import type { Sql } from '../models/sql.js';
import type { Backlog, Job } from './job.js';

/** What waits for one job. */
export interface BacklogOf extends Backlog {
  readonly job: string;
  readonly isOfTimers: boolean;
}

/** What waits for each of these jobs that can say so. */
export async function backlogsOf(jobs: readonly Job<never>[], sql: Sql, now: Date): Promise<readonly BacklogOf[]> {
  const all: BacklogOf[] = [];
  for (const { name, backlog, timers } of jobs)
    if (backlog) all.push({ job: name, isOfTimers: timers !== undefined, ...(await backlog(sql, now)) });
  return all;
}
