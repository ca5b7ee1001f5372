import assert from 'node:assert/strict';
import { Redis } from 'ioredis';
import type { Jobs } from '../../jobs/engine.js';
import { eventually } from '../support/eventually.js';
import { type RedisChild, startRedis } from '../support/redis.js';
import { dueRows, shortTimings, startTestJobs } from './fixtures.js';

interface Fault {
  readonly name: string;
  begin(redis: RedisChild, control: Redis): Promise<unknown>;
  end(redis: RedisChild, control: Redis): Promise<unknown>;
}

const faults: readonly Fault[] = [
  { name: 'gone', begin: (redis) => redis.stop(), end: (redis) => redis.start() },
  { name: 'silent', begin: async (redis) => redis.freeze(), end: async (redis) => redis.thaw() },
  {
    name: 'read-only',
    begin: (_, control) => control.replicaof('127.0.0.1', 1),
    end: (_, control) => control.replicaof('NO', 'ONE'),
  },
  {
    name: 'out of memory',
    begin: (_, control) => control.config('SET', 'maxmemory', '1'),
    end: (_, control) => control.config('SET', 'maxmemory', '0'),
  },
  {
    name: 'busy',
    async begin(_, control) {
      await control.config('SET', 'busy-reply-threshold', '50');
      const other = control.duplicate();
      other.on('error', () => undefined);
      other.eval('while true do end', 0).catch(() => other.disconnect());
    },
    end: (_, control) => control.script('KILL'),
  },
];

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

    for (const fault of faults) {
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
