import {
  claimSweepsInAllOrgs,
  countSweepsInAllOrgs,
  endSweep,
  findDueOrgsInAllOrgs,
  type OrgSweep,
} from '../models/due-work/org-sweep.js';
import type { OrgId } from '../models/ids.js';
import type { Sql } from '../models/sql.js';
import type { Job, Report } from './job.js';
import type { DueTools } from './tools.js';

/** How long an organisation is left to the process that looks through it, ms. */
const LEASE_MS = 10 * 60_000;
/** Of more organisations than these nobody waits for the rows to be counted. */
const MOST_COUNTED = 200;

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
    /** How many rows looking through an organisation at this moment reports; by an index. */
    readonly countRows: (sql: Sql, orgId: OrgId, now: Date) => Promise<number>;
    readonly lookThrough: (look: Look) => Promise<void>;
  },
): Job<DueTools> {
  const { kind, countRows, lookThrough, ...job } = of;
  const countEach = async (sql: Sql, orgIds: readonly OrgId[], now: Date) => {
    const counts: number[] = [];
    for (const orgId of orgIds) counts.push(await countRows(sql, orgId, now));
    return counts;
  };
  return {
    ...job,
    async rowsLeft(sql, now) {
      const due = await findDueOrgsInAllOrgs(sql, { kind, now, limit: MOST_COUNTED + 1 });
      return due.length > MOST_COUNTED ? undefined : sumOf(await countEach(sql, due, now));
    },
    backlog: (sql, now) => countSweepsInAllOrgs(sql, kind, now),
    async run(now, tools, signal, report) {
      const wanted = { kind, now, until: new Date(now.getTime() + LEASE_MS), limit: job.batch };
      const sweeps = await tools.database.write((tx) => claimSweepsInAllOrgs(tx, wanted));
      const orgIds = sweeps.map(({ orgId }) => orgId);
      const counts = report ? await countEach(tools.database, orgIds, now) : [];
      for (const [at, sweep] of sweeps.entries()) {
        if (signal.aborted) break;
        const others = sumOf(counts.slice(at + 1));
        let own = counts[at] ?? 0;
        const end: Look['end'] = (tx, nextAt) => endSweep(tx, kind, sweep, nextAt);
        const tell = (rows: number) => {
          own = Math.max(0, own - rows);
          report?.(rows, own + others);
        };
        tell(0);
        await lookThrough({ tools, now, signal, report: tell, sweep, end });
        report?.(0, others);
      }
      return { handled: sweeps.length, more: sweeps.length === job.batch };
    },
  };
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
