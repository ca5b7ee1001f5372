import assert from 'node:assert/strict';
import { Redis } from 'ioredis';
import type { Jobs } from '../../../jobs/engine/engine.js';
import { eventually } from '../../support/eventually.js';
import { type RedisChild, startRedis } from '../../support/redis.js';
import { redisFaults } from '../../support/redis-faults.js';
import { dueRows, shortTimings, startTestJobs } from '../fixtures.js';

if (process.env.REDIS_URL) {
  describe('D2: jobs while redis-server is', () => {
    let redis: RedisChild;
    let control: Redis;
    let engine: Jobs | undefined;

    beforeEach(async () => {
      redis = await startRedis();
      control = new Redis(redis.url, { maxRetriesPerRequest: null });
      control.on('error', () => undefined);
    });
    afterEach(async () => {
      await engine?.stop();
      control.disconnect();
      await redis.stop();
    });

    for (const fault of redisFaults) {
      it(`${fault.name}: every row is handled, late by little more than the poller's patience, and once`, async () => {
        const rows = dueRows('send-letters');
        engine = await startTestJobs([rows.job], redis.url);
        rows.add(50);
        await eventually('all are handled', () => rows.due.size === 0);
        await fault.begin(redis, control);
        rows.add(50);
        const late = shortTimings.pollAfterMs + 1_000;
        await eventually('all are handled', () => rows.due.size === 0, late);
        await fault.end(redis, control);
        await eventually('ticks are back', () => engine?.state().redis === 'up' && !engine.state().isPolling);
        const before = engine.state().jobs[0]?.handledBy;
        rows.add(50);
        await eventually('all are handled', () => rows.due.size === 0);
        const after = engine.state().jobs[0]?.handledBy;
        assert.ok(before && after);
        assert.deepEqual(after, { bullmq: before.bullmq + 50, poller: before.poller });
        assert.equal(new Set(rows.handled).size, 150);
        assert.equal(rows.handled.length, 150);
      });
    }
  });
}
