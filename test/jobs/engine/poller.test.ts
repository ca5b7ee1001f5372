import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import type { Jobs } from '../../../jobs/engine/engine.js';
import { startJobs } from '../../../jobs/engine/engine.js';
import { eventually } from '../../support/eventually.js';
import { redisServers, type TestRedis } from '../../support/redis.js';
import { dueRows, shortTimings, startTestJobs } from '../fixtures.js';

const counts = (engine: Jobs) => {
  const [job] = engine.state().jobs;
  assert.ok(job);
  return job.handledBy;
};

for (const server of redisServers) {
  describe(`the poller beside ${server.name}`, () => {
    let redis: TestRedis;
    const engines: Jobs[] = [];
    const start = async (rows: ReturnType<typeof dueRows>) => {
      const engine = await startTestJobs([rows.job], redis.url);
      engines.push(engine);
      return engine;
    };

    beforeEach(async () => {
      redis = await server.make();
    });
    afterEach(async () => {
      await Promise.all(engines.splice(0).map((engine) => engine.stop()));
      await redis.stop();
    });

    it('D11: handles 0 rows with Redis up, all with Redis down, and 0 more when it is back', async () => {
      const rows = dueRows('send-letters');
      const engine = await start(rows);
      for (let round = 0; round < 20; round += 1) {
        rows.add(25);
        await wait(100);
      }
      await eventually('all are handled', () => rows.due.size === 0);
      assert.deepEqual(counts(engine), { bullmq: 500, poller: 0 });

      await redis.stop();
      await eventually('Redis is known to be down', () => engine.state().redis === 'down');
      await wait(2 * shortTimings.retryMs);
      rows.add(500);
      await eventually('all are handled', () => rows.due.size === 0, 2 * shortTimings.pollAfterMs);
      assert.deepEqual(counts(engine), { bullmq: 500, poller: 500 });
      assert.ok(engine.state().isPolling);

      await redis.start();
      await eventually('ticks are back', () => !engine.state().isPolling && engine.state().redis === 'up');
      for (let round = 0; round < 20; round += 1) {
        rows.add(25);
        await wait(100);
      }
      await eventually('all are handled', () => rows.due.size === 0);
      assert.deepEqual(counts(engine), { bullmq: 1_000, poller: 500 });
      assert.equal(new Set(rows.handled).size, 1_500);
    });

    it('D11: stays idle in a process whose ticks another one takes', async () => {
      const rows = dueRows('send-letters');
      const both = [await start(rows), await start(rows)];
      for (let round = 0; round < 30; round += 1) {
        rows.add(5);
        await wait(100);
      }
      await eventually('all are handled', () => rows.due.size === 0);
      assert.equal(
        both.map((engine) => counts(engine).poller).reduce((a, b) => a + b),
        0,
      );
      assert.equal(
        both.map((engine) => counts(engine).bullmq).reduce((a, b) => a + b),
        150,
      );
    });

    it('D1: FLUSHALL with 1,000 rows due loses and doubles none', async () => {
      const rows = dueRows('send-letters');
      const engine = await start(rows);
      await eventually('it ticks', () => engine.state().lastTickAt !== undefined);
      rows.add(1_000);
      await (await engine.board.queue.getBackend().client).runCommand('flushall', []);
      // A minute late at most, by the product's clock.
      await eventually('all are handled', () => rows.due.size === 0, 3_000);
      assert.equal(new Set(rows.handled).size, 1_000);
      assert.equal(rows.handled.length, 1_000);
    });

    it('D11: does not take the sleep of its own process for silence', async () => {
      const rows = dueRows('send-letters');
      const engine = await start(rows);
      await eventually('it ticks', () => engine.state().lastTickAt !== undefined);
      rows.add(100);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2 * shortTimings.pollAfterMs);
      await eventually('all are handled', () => rows.due.size === 0);
      assert.deepEqual(counts(engine), { bullmq: 100, poller: 0 });
    });

    it('does the work of a process that began without Redis, and ends when Redis comes', async () => {
      await redis.stop();
      const rows = dueRows('send-letters');
      rows.add(5);
      const engine = await start(rows);
      assert.equal(engine.state().redis, 'down');
      engine.wake('send-letters');
      await eventually('the poller did it', () => counts(engine).poller === 5);
      rows.add(5);
      engine.wake('send-letters');
      await eventually('and goes on', () => counts(engine).poller === 10);
      await redis.start();
      await eventually('ticks come', () => !engine.state().isPolling && engine.state().redis === 'up');
      rows.add(5);
      await eventually('the queue did it', () => counts(engine).bullmq === 5);
      assert.equal(counts(engine).poller, 10);
    });

    it('leaves the work to worker processes, and hears of their ticks', async () => {
      const rows = dueRows('send-letters');
      const web = await startJobs({
        jobs: [rows.job],
        tools: null,
        clock: () => new Date(),
        redisUrl: redis.url,
        timings: shortTimings,
        roles: { worker: false },
      });
      engines.push(web);
      rows.add(5);
      await wait(shortTimings.pollAfterMs + 200);
      assert.equal(rows.due.size, 5);
      assert.equal(web.state().lastTickAt, undefined);
      await start(rows);
      await eventually('the worker does it', () => rows.due.size === 0);
      await eventually('the web process hears of it', () => web.state().lastTickAt !== undefined);
    });
  });
}
