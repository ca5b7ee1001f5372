import assert from 'node:assert/strict';
import { checkDevices } from '../../jobs/check-devices.js';
import type { Job, Report } from '../../jobs/job.js';
import { followProgress, leftFor, type Progress, runReported } from '../../jobs/progress.js';
import { remindOfWarranties } from '../../jobs/remind-of-warranties.js';
import type { DueTools } from '../../jobs/tools.js';
import { type FreshDatabase, freshDatabase } from '../support/database.js';
import { dueTools } from '../support/due-tools.js';
import { anOrg } from '../support/factories.js';
import { makeJob } from './fixtures.js';

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('the progress of a run', () => {
  it('tells how many rows of how many, and says nothing of what is quick', async () => {
    const told: Progress[] = [];
    const left = [30, 10];
    const follower = followProgress({ everyMs: 0, left: async () => left.shift(), tell: (one) => told.push(one) });
    follower.report(10);
    await settled();
    follower.report(20);
    await follower.end();
    assert.deepEqual(
      told.map(({ done, of }) => [done, of]),
      [
        [10, 40],
        [30, 40],
      ],
    );
    assert.ok(told.every(({ perSecond }) => perSecond > 0));
    const quick = followProgress({ everyMs: 60_000, left: async () => 1, tell: (one) => told.push(one) });
    quick.report(5);
    await quick.end();
    assert.equal(told.length, 2);
  });

  it('is not held up by whoever cannot be told', async () => {
    const told: number[] = [];
    const follower = followProgress({
      everyMs: 0,
      left: async () => undefined,
      tell: ({ done }) => {
        told.push(done);
        throw new Error('Redis is down.');
      },
    });
    follower.report(1);
    await settled();
    follower.report(1);
    await follower.end();
    assert.deepEqual(told, [1, 2]);
  });

  it('counts what a job reports, else what it handled', async () => {
    const count = async (job: ReturnType<typeof makeJob>) => {
      let rows = 0;
      const { signal } = new AbortController();
      await runReported(job, { now: new Date(), tools: null, signal, report: (more) => (rows += more) });
      return rows;
    };
    assert.equal(await count(makeJob({ name: 'send-letters' })), 1);
    const reporting = makeJob({
      name: 'count-sheep',
      async run(...[, , , report]) {
        report?.(40);
        return { handled: 2, more: false };
      },
    });
    assert.equal(await count(reporting), 40);
  });

  it('counts what a run has begun beside what nobody has', async () => {
    const told: Progress[] = [];
    const follower = followProgress({ everyMs: 0, left: async () => 100, tell: (one) => told.push(one) });
    for (const [rows, ahead] of [
      [0, 40],
      [30, 10],
      [10, 0],
    ] as const) {
      follower.report(rows, ahead);
      await settled();
    }
    assert.deepEqual(
      told.map(({ done, of }) => [done, of]),
      [
        [0, 140],
        [30, 140],
        [40, 140],
      ],
    );
  });

  it('knows of how many by the backlog, or by the rows of organisations that are due', async () => {
    const backlog = async () => ({ due: 7, oldest: null, dead: 0 });
    const none = undefined as never;
    assert.equal(await leftFor(makeJob({ name: 'send-letters', backlog }), none, new Date()), 7);
    assert.equal(await leftFor(makeJob({ name: 'send-letters' }), none, new Date()), undefined);
    const ofOrgs = makeJob({ name: 'check-devices', backlog, rowsLeft: async () => 900 });
    assert.equal(await leftFor(ofOrgs, none, new Date()), 900);
    let rows = 0;
    const { signal } = new AbortController();
    await runReported(ofOrgs, { now: new Date(), tools: null, signal, report: (more) => (rows += more) });
    assert.equal(rows, 0, 'an organisation is no row');
  });
});

describe('the progress of jobs that look through organisations', () => {
  let fresh: FreshDatabase;
  beforeEach(async () => {
    fresh = await freshDatabase();
  });
  afterEach(() => fresh.dispose());

  /** A Monday in working hours. */
  const now = new Date('2026-03-09T10:00:00.000Z');
  const sizes = [3, 1_200, 0, 4, 5, 6, 7];
  const total = sizes.reduce((sum, size) => sum + size, 0);

  /** How far the job says it is, as who looks at every step sees it. */
  async function steps(job: Job<DueTools>): Promise<Progress[]> {
    const told: Progress[] = [];
    const left = () => leftFor(job, fresh.database, now);
    const follower = followProgress({ everyMs: 0, left, tell: (one) => told.push(one) });
    const { signal } = new AbortController();
    for (let more = true; more; ) {
      const reports: Parameters<Report>[] = [];
      ({ more } = await job.run(now, dueTools(fresh.database), signal, (...report) => reports.push(report)));
      for (const report of reports) {
        follower.report(...report);
        await follower.end();
      }
    }
    return told;
  }

  for (const job of [checkDevices, remindOfWarranties])
    it(`of ${job.name} says of how many, from the first row to the last`, async () => {
      for (const [at, size] of sizes.entries()) {
        const org = await anOrg(fresh.database);
        const rows = Array.from({ length: size }, (_, row) => `${at}-${row}`);
        await fresh.database.write(async (tx) => {
          for (const name of rows) {
            await tx.run(
              `INSERT INTO assets (asset_id, org_id, asset_type, warranty_end, properties_json, created_at)
               VALUES ($1, $2, 'laptop', '2026-04-01', '{}', $3)`,
              [`asset-${name}`, org.org_id, now.toISOString()],
            );
            await tx.run(
              `INSERT INTO devices (asset_tag, org_id, asset_id, last_seen_at, created_at) VALUES ($1, $2, $3, $4, $5)`,
              [`TAG-${name}`, org.org_id, `asset-${name}`, '2026-01-01T00:00:00.000Z', now.toISOString()],
            );
          }
        });
      }
      const told = await steps(job);
      assert.ok(told.length > sizes.length);
      assert.deepEqual([...new Set(told.map(({ of }) => of))], [total]);
      assert.equal(told.at(-1)?.done, total);
    });
});
