import type { Job } from '../../jobs/job.js';
import type { DueTools } from '../../jobs/tools.js';
import type { Database } from '../../models/database.js';
import { changeDeviceState } from '../../models/devices/device-state.js';
import { orgIdOf } from '../../models/ids.js';
import { rowsOf } from './database.js';
import { dueTools } from './due-tools.js';
import { aDevice } from './factories.js';

const DAY = 86_400_000;

/** The devices of an organisation, and a way to let its jobs run at any moment. */
export interface Fleet {
  /** A device of somebody, by the first name they have; seen so many days before `now`. */
  add(of: { name: string; owner?: string; seenDaysAgo?: number | null; source?: string }): Promise<void>;
  /** A source saw it. */
  see(name: string, at: Date): Promise<void>;
  /** Runs these jobs one after the other, as often as they say that there is more. Answers how much they handled. */
  run(jobs: readonly Job<DueTools>[], now: Date): Promise<number>;
}

export function fleetOf(database: Database, org: { readonly org_id: string }, now: () => Date): Fleet {
  const orgId = orgIdOf(org);
  const { signal } = new AbortController();
  return {
    async add({ name, owner, seenDaysAgo = 0, source = '' }) {
      const [user] = await rowsOf<{ user_id: string }>(database, 'users', `WHERE first_name = '${owner ?? ''}'`);
      await aDevice(database, {
        asset_tag: name.toUpperCase(),
        org_id: orgId,
        hostname: name,
        assigned_user_id: user?.user_id ?? null,
        last_seen_at: seenDaysAgo === null ? null : new Date(now().getTime() - seenDaysAgo * DAY).toISOString(),
        created_at: now().toISOString(),
      });
      if (source) await database.write((tx) => changeDeviceState(tx, orgId, name.toUpperCase(), { source }));
    },
    async see(name, at) {
      await database.write((tx) =>
        tx.run('UPDATE devices SET last_seen_at = $1 WHERE org_id = $2 AND asset_tag = $3', [
          at.toISOString(),
          orgId,
          name.toUpperCase(),
        ]),
      );
    },
    async run(jobs, at) {
      let total = 0;
      for (const job of jobs) {
        for (let more = true; more; ) {
          const done = await job.run(at, dueTools(database), signal);
          total += done.handled;
          more = done.more && done.handled > 0;
        }
      }
      return total;
    },
  };
}
