import assert from 'node:assert/strict';
import { auditOf } from '../../jobs/audit-due-work.js';
import { jobs } from '../../jobs/index.js';
import { orgIdOf } from '../../models/ids.js';
import { log } from '../../src/log.js';
import { fillCompany } from '../../src/operations/demo/fill-company.js';
import { type FreshDatabase, freshDatabase, rowsOf } from '../support/database.js';
import { runJobs } from '../support/desk-time.js';
import { dueTools } from '../support/due-tools.js';
import { anOrg, modelsOf } from '../support/factories.js';

log.level = process.env.LOG_LEVEL ?? 'error';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const { signal } = new AbortController();
const timed = jobs.filter(({ timers }) => timers).map(({ name }) => name);

/** A Wednesday at noon, a Monday before anybody works, a Sunday. */
const moments = ['2026-03-11T13:00:00.000Z', '2026-03-09T06:00:00.000Z', '2026-03-15T20:00:00.000Z'];
const steps = [0, HOUR, DAY, 10 * DAY];

describe('the auditor of an example company', () => {
  let fresh: FreshDatabase;
  beforeEach(async () => {
    fresh = await freshDatabase();
  });
  afterEach(() => fresh.dispose());

  const audit = async (now: Date) => (await auditOf(jobs).run(now, dueTools(fresh.database) as never, signal)).handled;
  const overdue = (now: Date) =>
    rowsOf(fresh.database, 'timer', `WHERE state = 'waiting' AND due_at <= '${now.toISOString()}'`);

  for (const moment of moments) {
    it(`finds nothing forgotten, however often it looks, from ${moment} on`, async () => {
      const orgId = orgIdOf(await anOrg(fresh.database));
      const start = new Date(moment);
      await fresh.database.write((tx) =>
        fillCompany({ tx, models: modelsOf(fresh.database), orgId, now: start, touched: new Set() }),
      );
      for (const step of steps) {
        const now = new Date(start.getTime() + step);
        assert.equal(await audit(now), 0, `before what is due ${step / HOUR} hours later is done`);
        await runJobs(fresh.database, timed, now);
        for (const round of ['first', 'second'])
          assert.equal(await audit(now), 0, `${round} ${step / HOUR} hours later`);
        assert.deepEqual(await overdue(now), []);
      }
    });
  }
});
