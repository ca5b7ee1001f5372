import type { Sql } from '../models/sql.js';
import type { Backlog, Job } from './job.js';

/** What is due for longer than its job's next tick and this is late. */
const LATE_MS = 60_000;

/** What waits for one job. */
export interface BacklogOf extends Backlog {
  readonly job: string;
  readonly isOfTimers: boolean;
  /** Whether the oldest waits for longer than it should ever have to. */
  readonly isLate: boolean;
}

/**
 * What waits for each of these jobs that can say so. What came due while nobody worked is late from `since` on: whoever
 * has only just started is not late yet.
 */
export async function backlogsOf(
  jobs: readonly Job<never>[],
  sql: Sql,
  now: Date,
  since?: Date,
): Promise<readonly BacklogOf[]> {
  const all: BacklogOf[] = [];
  for (const { name, everyMs, backlog, timers } of jobs) {
    const found = await backlog?.(sql, now);
    if (!found) continue;
    const isLate = found.oldest !== null && now.getTime() - lastOf(found.oldest, since) > everyMs + LATE_MS;
    all.push({ job: name, isOfTimers: timers !== undefined, isLate, ...found });
  }
  return all;
}

function lastOf(oldest: string, since: Date | undefined): number {
  return Math.max(Date.parse(oldest), since?.getTime() ?? 0);
}
