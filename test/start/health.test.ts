import assert from 'node:assert/strict';
import type { JobsState } from '../../jobs/engine/engine.js';
import { forgetWorker, recordBeat } from '../../models/due-work/job-run.js';
import { setTimer } from '../../models/due-work/timer.js';
import { orgIdOf } from '../../models/ids.js';
import { createChecks } from '../../src/start/health.js';
import { type FreshDatabase, freshDatabase } from '../support/database.js';
import { anOrg } from '../support/factories.js';

const started = new Date('2026-03-02T12:00:00Z');
const later = (ms: number) => new Date(started.getTime() + ms);

describe('the health of the service', () => {
  let fresh: FreshDatabase;
  let now: Date;
  let state: JobsState;
  let checks: ReturnType<typeof createChecks>;
  beforeEach(async () => {
    fresh = await freshDatabase();
    now = started;
    state = { redis: 'up', redisProblems: [], isPolling: false, jobs: [] };
    checks = createChecks({
      database: fresh.database,
      jobs: { state: () => state },
      slack: undefined,
      teams: undefined,
      clock: () => now,
      waits: 1,
    });
  });
  afterEach(() => fresh.dispose());

  const checksAt = async (at: Date) => {
    now = at;
    return checks();
  };
  const named = async (at: Date, name: string) => (await checksAt(at)).find((check) => check.name === name);
  const beat = (at: Date, ranAt: Date) =>
    fresh.database.write((tx) => {
      const runs = [{ name: 'deliver-outbox', last_run_at: ranAt.toISOString(), handled: 0, error: null }];
      return recordBeat(tx, { worker: 'one', startedAt: started, now: at, runs });
    });

  it('is well while a worker is heard of and does something', async () => {
    await beat(later(590_000), later(589_000));
    assert.ok((await checksAt(later(600_000))).every(({ isWell }) => isWell));
    assert.equal((await named(later(600_000), 'outbox'))?.note, '0 pending');
  });

  it('D10: names workers that are all dead within 120 s', async () => {
    await beat(later(10_000), later(10_000));
    assert.equal((await named(later(60_000), 'workers'))?.isWell, true);
    const check = await named(later(130_000), 'workers');
    assert.equal(check?.isWell, false);
    assert.match(check?.note ?? '', /No worker was heard of since 2026-03-02T12:00:10\.000Z: start one/);
    await fresh.database.write((tx) => forgetWorker(tx, 'one'));
    assert.match((await named(later(130_000), 'workers'))?.note ?? '', /No worker is running/);
  });

  it('names workers that live and do nothing', async () => {
    await beat(later(200_000), later(10_000));
    assert.match((await named(later(200_000), 'workers'))?.note ?? '', /done nothing since 2026-03-02T12:00:10/);
  });

  it('names a job whose timers are late by more than its tick and a minute', async () => {
    const orgId = orgIdOf(await anOrg(fresh.database));
    const key = { kind: 'escalate', subjectId: 'one', dueAt: started, now: started };
    await fresh.database.write((tx) => setTimer(tx, orgId, key));
    assert.equal((await named(later(60_000), 'timers'))?.isWell, true);
    assert.equal((await named(later(71_000), 'timers'))?.isWell, false);
    assert.deepEqual(await named(later(71_000), 'escalate-tickets'), {
      name: 'escalate-tickets',
      isWell: false,
      note: `1 due, the oldest since ${started.toISOString()}`,
    });
  });

  it('is well in the first minute after a start, however long ago work came due', async () => {
    const orgId = orgIdOf(await anOrg(fresh.database));
    const dueAt = later(-86_400_000);
    await fresh.database.write((tx) => setTimer(tx, orgId, { kind: 'escalate', subjectId: 'one', dueAt, now: dueAt }));
    state = { ...state, redis: 'down' };
    assert.ok((await checksAt(later(5_000))).every(({ isWell }) => isWell));
    assert.equal((await named(later(11_000), 'redis'))?.isWell, false);
    assert.equal((await named(later(60_000), 'timers'))?.isWell, true);
    assert.equal((await named(later(71_000), 'timers'))?.isWell, false);
  });

  it('names a Redis that is set up wrongly, with the mend', async () => {
    state = { ...state, redisProblems: ['Redis may evict the queue: set noeviction.'] };
    assert.deepEqual(await named(later(0), 'redis'), {
      name: 'redis',
      isWell: false,
      note: 'Redis may evict the queue: set noeviction.',
    });
  });
});
