import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { boardOf } from '../../../jobs/engine/board.js';
import type { Jobs } from '../../../jobs/engine/engine.js';
import { DeskError } from '../../../src/errors.js';
import { eventually } from '../../support/eventually.js';
import { redisServers, startBehind, type TestRedis } from '../../support/redis.js';
import { makeJob, startTestJobs } from '../fixtures.js';

const hourMs = 3_600_000;

for (const server of redisServers) {
  describe(`jobs on ${server.name}`, () => {
    let redis: TestRedis;
    const engines: Jobs[] = [];
    const start = async (...given: Parameters<typeof startTestJobs>) => {
      const engine = await startTestJobs(...given);
      engines.push(engine);
      return engine;
    };
    const stateOf = (engine: Jobs, name: string) => {
      const state = engine.state().jobs.find((job) => job.name === name);
      assert.ok(state);
      return state;
    };

    beforeEach(async () => {
      redis = await server.make();
    });
    afterEach(async () => {
      await Promise.all(engines.splice(0).map((engine) => engine.stop()));
      await redis.stop();
    });

    it('runs every job at its ticks and tells what it did', async () => {
      const jobs = [makeJob({ name: 'send-letters' }), makeJob({ name: 'count-sheep', everyMs: hourMs })];
      const engine = await start(jobs, redis.url);
      await eventually('both ran', () => stateOf(engine, 'send-letters').handledBy.bullmq >= 3);
      await eventually('the hourly one too', () => stateOf(engine, 'count-sheep').handledBy.bullmq === 1);
      const state = engine.state();
      assert.equal(state.redis, 'up');
      assert.ok(state.lastTickAt);
      assert.equal(stateOf(engine, 'send-letters').sentence, 'Does send-letters.');
      assert.equal(stateOf(engine, 'send-letters').lastHandled, 1);
      assert.equal(stateOf(engine, 'send-letters').handledBy.poller, 0);
    });

    it('runs again at once while more is due', async () => {
      let left = 25;
      const run = async () => {
        const handled = Math.min(left, 10);
        left -= handled;
        return { handled, more: left > 0 };
      };
      const engine = await start([makeJob({ name: 'send-letters', everyMs: hourMs, run })], redis.url);
      await eventually('all are handled', () => stateOf(engine, 'send-letters').lastHandled === 25);
    });

    it('shows in bull-board how far a long run is', async () => {
      let left = 40;
      let release = () => {};
      const half = new Promise<void>((resolve) => (release = resolve));
      const run: ReturnType<typeof makeJob>['run'] = async (...[, , , report]) => {
        for (; left > 0; left -= 1) {
          if (left === 10) await half;
          await wait(5);
          report?.(1);
        }
        return { handled: 40, more: false };
      };
      const job = makeJob({ name: 'send-letters', everyMs: hourMs, run });
      const engine = await start([job], redis.url, {}, async () => left);
      await eventually('Redis answers', () => engine.state().redis === 'up');
      const adapter = boardOf(engine.board.queue);
      const shown = async () => (await adapter.getJobs(['active']))[0]?.toJSON().progress;
      await eventually('it is seen in the middle', async () => {
        const progress = await shown();
        return typeof progress === 'object' && (progress as { done?: number }).done !== undefined;
      });
      const { progress, done, of, perSecond } = (await shown()) as Record<string, number>;
      assert.ok(done && of && done <= 30 && of >= 40 && of <= 41, `${done} of ${of}`);
      assert.equal(progress, Math.floor((100 * done) / of));
      assert.ok(perSecond);
      release();
      await eventually('it ends', () => stateOf(engine, 'send-letters').lastHandled === 40);
    });

    it('makes one run of a burst of wishes', async () => {
      let runs = 0;
      const run = async () => {
        runs += 1;
        return { handled: 0, more: false };
      };
      const engine = await start([makeJob({ name: 'send-letters', everyMs: hourMs, run })], redis.url);
      await eventually('the first tick is over', () => runs === 1 && engine.state().redis === 'up');
      for (let i = 0; i < 100; i += 1) engine.wake('send-letters');
      await eventually('the wish is granted', () => runs === 2);
      await wait(300);
      assert.equal(runs, 2);
      engine.wake('no-such-job');
    });

    it('keeps one wish that comes during a run until after it', async () => {
      let runs = 0;
      let release = () => {};
      const run = async () => {
        runs += 1;
        if (runs === 2) await new Promise<void>((resolve) => (release = resolve));
        return { handled: 0, more: false };
      };
      const engine = await start([makeJob({ name: 'send-letters', everyMs: hourMs, run })], redis.url);
      await eventually('the first tick is over', () => runs === 1 && engine.state().redis === 'up');
      engine.wake('send-letters');
      await eventually('a run is in hand', () => runs === 2);
      for (let i = 0; i < 5; i += 1) {
        engine.wake('send-letters');
        await wait(20);
      }
      assert.equal(runs, 2);
      release();
      await eventually('the kept wish is granted', () => runs === 3);
      await wait(300);
      assert.equal(runs, 3);
    });

    it('lays its ticks anew after FLUSHALL', async () => {
      const engine = await start([makeJob({ name: 'send-letters' })], redis.url);
      await eventually('it ticks', () => stateOf(engine, 'send-letters').handledBy.bullmq > 0);
      await (await engine.board.queue.getBackend().client).runCommand('flushall', []);
      await wait(200);
      const before = stateOf(engine, 'send-letters').handledBy.bullmq;
      await eventually('it ticks again', () => stateOf(engine, 'send-letters').handledBy.bullmq > before + 2, 1_200);
      assert.equal(stateOf(engine, 'send-letters').handledBy.poller, 0);
    });

    it('lets no hanging job stop the others, and gives it up in the end', async () => {
      let hung = 0;
      let aborted = 0;
      const hang = makeJob({
        name: 'hang-on',
        run: (_now, _tools, signal) => {
          hung += 1;
          signal.addEventListener('abort', () => {
            aborted += 1;
          });
          return new Promise(() => {});
        },
      });
      const limits = { runLimitMs: 600, graceMs: 200 };
      const engine = await start([hang, makeJob({ name: 'send-letters' })], redis.url, limits);
      await eventually('it hangs', () => hung === 1);
      await eventually('the other goes on', () => stateOf(engine, 'send-letters').handledBy.bullmq >= 4);
      assert.equal(hung, 1);
      await eventually('it is given up and tried again', () => hung === 2);
      assert.equal(aborted, 1);
      assert.equal(stateOf(engine, 'hang-on').lastError, 'job-late');
    });

    it('tries a failed job again at its next tick, and keeps the text of the error to itself', async () => {
      let tries = 0;
      const run = async () => {
        tries += 1;
        const texts = { message: 'token xoxb-secret', userMessage: 'No.' };
        if (tries <= 2) throw new DeskError('no-luck', texts);
        return { handled: 7, more: false };
      };
      const engine = await start([makeJob({ name: 'try-luck', run })], redis.url);
      await eventually('it failed', () => stateOf(engine, 'try-luck').lastError === 'no-luck');
      await eventually('it went well', () => stateOf(engine, 'try-luck').lastHandled === 7);
      assert.equal(stateOf(engine, 'try-luck').lastError, undefined);
      const [failed] = await engine.board.queue.getFailed();
      assert.equal(failed?.failedReason, 'no-luck');
      assert.ok(!JSON.stringify(failed).includes('xoxb'));
    });

    it('never runs one job twice at once in one process', async () => {
      let running = 0;
      let most = 0;
      let runs = 0;
      const run = async () => {
        running += 1;
        most = Math.max(most, running);
        await wait(130);
        running -= 1;
        runs += 1;
        return { handled: 1, more: runs % 2 === 0 };
      };
      const engine = await start([makeJob({ name: 'send-letters', everyMs: 50, run })], redis.url);
      await eventually('it ran often', () => {
        engine.wake('send-letters');
        return runs >= 8;
      });
      assert.equal(most, 1);
    });

    it('lets the run in hand end when it stops, and begins no other', async () => {
      let begun = 0;
      let ended = 0;
      const run = async () => {
        begun += 1;
        await wait(200);
        ended += 1;
        return { handled: 1, more: true };
      };
      const engine = await start([makeJob({ name: 'send-letters', run })], redis.url);
      await eventually('a run is in hand', () => begun === 1);
      await Promise.all([engine.stop(), engine.stop()]);
      assert.equal(ended, 1);
      await wait(300);
      assert.equal(begun, 1);
    });

    it('aborts a run that outlasts the time to stop', async () => {
      let isAborted = false;
      let hasBegun = false;
      const run = (_now: Date, _tools: null, signal: AbortSignal) =>
        new Promise<never>((_, reject) => {
          hasBegun = true;
          signal.addEventListener('abort', () => {
            isAborted = true;
            reject(new Error('stopped'));
          });
        });
      const engine = await start([makeJob({ name: 'send-letters', run })], redis.url, { drainMs: 50 });
      await eventually('a run is in hand', () => hasBegun);
      await engine.stop();
      assert.ok(isAborted);
    });

    it('says of a Redis that does not fit what mends it', async () => {
      const old = await startBehind(redis.url, (answer) => answer.replace(/redis_version:\d/, 'redis_version:5'));
      const engine = await start([makeJob({ name: 'send-letters' })], old.url);
      await eventually('Redis was looked at', () => engine.state().redisProblems.length > 0);
      assert.match(engine.state().redisProblems.join(), /^Redis 5\S+ is older than 6\.2: upgrade it/);
      await engine.stop();
      await old.stop();
    });

    it('removes the schedule of a job that is no longer on the list', async () => {
      const old = await start([makeJob({ name: 'old-job', everyMs: hourMs })], redis.url);
      await eventually('it is laid', async () => (await old.board.queue.getJobSchedulersCount().catch(() => 0)) === 1);
      await old.stop();
      const engine = await start([makeJob({ name: 'new-job', everyMs: hourMs })], redis.url);
      await eventually('it is gone', async () => {
        const found = await engine.board.queue.getJobSchedulers().catch(() => []);
        return found.length === 1 && found[0]?.key === 'new-job';
      });
    });
  });
}
