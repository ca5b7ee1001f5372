import { claimSweepsInAllOrgs, countSweepsInAllOrgs, endSweep, type OrgSweep } from '../models/due-work/org-sweep.js';
import type { Sql } from '../models/sql.js';
import type { Job, Report } from './job.js';
import type { DueTools } from './tools.js';

/** How long an organisation is left to the process that looks through it, ms. */
const LEASE_MS = 10 * 60_000;

/** One organisation that is looked through. */
export interface Look {
  readonly tools: DueTools;
  readonly now: Date;
  readonly signal: AbortSignal;
  readonly report: Report;
  readonly sweep: OrgSweep;
  /** It is looked through, and is again at `nextAt`; nothing happens when somebody took it over meanwhile. */
  readonly end: (tx: Sql, nextAt: Date) => Promise<void>;
}

/**
 * A job that looks through every organisation from time to time, each in one process at a time. What `lookThrough` does
 * not end is looked at again once its lease is over.
 */
export function orgSweepJob(
  of: Pick<Job<DueTools>, 'name' | 'sentence' | 'everyMs' | 'batch'> & {
    readonly kind: string;
    readonly lookThrough: (look: Look) => Promise<void>;
  },
): Job<DueTools> {
  const { kind, lookThrough, ...job } = of;
  return {
    ...job,
    isOfOrgs: true,
    backlog: (sql, now) => countSweepsInAllOrgs(sql, kind, now),
    async run(now, tools, signal, report = () => undefined) {
      const wanted = { kind, now, until: new Date(now.getTime() + LEASE_MS), limit: job.batch };
      const sweeps = await tools.database.write((tx) => claimSweepsInAllOrgs(tx, wanted));
      for (const sweep of sweeps) {
        if (signal.aborted) break;
        await lookThrough({
          tools,
          now,
          signal,
          report,
          sweep,
          end: (tx, nextAt) => endSweep(tx, kind, sweep, nextAt),
        });
      }
      return { handled: sweeps.length, more: sweeps.length === job.batch };
    },
  };
}
