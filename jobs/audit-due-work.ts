import { supplyTimer } from '../models/due-work/timer-audit.js';
import { orgIdOf } from '../models/ids.js';
import { log } from '../src/log.js';
import { backlogsOf } from './backlogs.js';
import type { Handled, Job, JobTimers } from './job.js';
import type { DueTools } from './tools.js';

const batch = 500;

/** The auditor of these jobs: sets timers that ought to be there and are not, and tells what is overdue. */
export function auditOf<Tools extends DueTools>(jobs: readonly Job<Tools>[]): Job<Tools> {
  return {
    name: 'audit-due-work',
    sentence: 'Finds due work that was forgotten or is late, and mends what can be mended.',
    everyMs: 60_000,
    batch,
    async run(now, tools, signal) {
      for (const { job, due, oldest, isLate } of await backlogsOf(jobs, tools.database, now))
        if (isLate) log.warn({ code: 'work_overdue', job, due, oldest });
      const total = { handled: 0, more: false };
      for (const { timers } of jobs) {
        if (signal.aborted || !timers) continue;
        const { handled, more } = await supplyMissing(timers, tools, now);
        total.handled += handled;
        total.more ||= more;
      }
      return total;
    },
  };
}

async function supplyMissing({ kind, shouldExist }: JobTimers, tools: DueTools, now: Date): Promise<Handled> {
  const missing = (await shouldExist?.(tools.database, { now, limit: batch })) ?? [];
  let handled = 0;
  for (const row of missing) {
    const timer = { kind, subjectId: row.subject_id, dueAt: row.due_at, now };
    if (await tools.database.write((tx) => supplyTimer(tx, orgIdOf(row), timer))) handled += 1;
  }
  if (handled > 0) log.warn({ code: 'timers_supplied', kind, handled });
  return { handled, more: missing.length === batch };
}
