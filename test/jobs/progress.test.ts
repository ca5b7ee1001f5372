import assert from 'node:assert/strict';
import { followProgress, leftFor, type Progress, runReported } from '../../jobs/progress.js';
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

  it('knows of how many only where the backlog counts the same rows', async () => {
    const backlog = async () => ({ due: 7, oldest: null, dead: 0 });
    const none = undefined as never;
    assert.equal(await leftFor(makeJob({ name: 'send-letters', backlog }), none, new Date()), 7);
    assert.equal(await leftFor(makeJob({ name: 'send-letters' }), none, new Date()), undefined);
    const ofOrgs = makeJob({ name: 'check-devices', backlog, isOfOrgs: true });
    assert.equal(await leftFor(ofOrgs, none, new Date()), undefined);
  });
});
