import type { Jobs } from '../../jobs/engine/engine.js';
import { jobBacklogs, jobs } from '../../jobs/index.js';
import type { Database } from '../../models/database.js';
import { findJobRuns, type JobRun } from '../../models/due-work/job-run.js';
import type { Config } from '../config.js';
import { type Console, createConsole } from '../http/console/console.js';
import type { Check } from '../http/health.js';
import { packageRoot } from '../package-root.js';
import { runOf } from './heartbeat.js';
import { jobLines } from './job-lines.js';

/** The console with what it shows of this desk. */
export function setUpConsole(of: {
  readonly config: Config;
  readonly database: Database;
  readonly clock: () => Date;
  readonly engine: Jobs;
  readonly checks: () => Promise<readonly Check[]>;
}): Console {
  const { config, database, clock, engine, checks } = of;
  return createConsole({
    database,
    clock,
    publicUrl: config.publicUrl,
    root: packageRoot,
    queues: async () => [(await import('../../jobs/engine/board.js')).boardOf(engine.board.queue)],
    async home() {
      const now = clock();
      const runs = newest([...(await findJobRuns(database)), ...engine.state().jobs.flatMap(runOf)]);
      const backlogs = await jobBacklogs(database, now);
      return { checks: await checks(), jobs: jobLines(jobs, { runs, backlogs, now }) };
    },
  });
}

/** What other processes said a moment ago, and what this one knows now. */
function newest(runs: readonly JobRun[]): JobRun[] {
  const byName = new Map<string, JobRun>();
  for (const run of runs) {
    const known = byName.get(run.name);
    if (!known || known.last_run_at < run.last_run_at) byName.set(run.name, run);
  }
  return [...byName.values()];
}
