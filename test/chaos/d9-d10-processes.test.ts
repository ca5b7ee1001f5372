import assert from 'node:assert/strict';
import { Redis } from 'ioredis';
import { jobs } from '../../jobs/index.js';
import { eventually } from '../support/eventually.js';
import { assertInvariants } from '../support/invariants.js';
import type { DeskProcess } from '../support/processes.js';
import { type BellStage, startBellStage } from './bell-stage.js';
import { figure, sized, WAITS } from './stage.js';

const AT_ONCE = 5;

describe('two web and two worker processes', () => {
  let stage: BellStage;
  before(async () => {
    stage = await startBellStage({ desks: 4, hasRedis: true, roles: ['web', 'web', 'worker', 'worker'] });
  });
  after(() => stage.stop());

  it('do each thing once', async () => {
    const from = Date.now() + 500;
    const texts = Array.from({ length: sized(400, 100) }, (_, at) => `once ${at}`);
    await stage.ring(texts.map((text, at) => ({ text, dueAt: new Date(from + at * 5) })));
    const people = stage.people(sized(40, 10), 'Ana');
    await Promise.all(people.map((person) => person.says('my vpn keeps dropping')));
    await Promise.all(people.map((person) => person.awaits(({ direct }) => direct.length > 1, 60_000)));
    await stage.rung();
    figure('2 + 2', `${texts.length} timers and ${people.length} messages, each once`, stage);
    assert.deepEqual(stage.heard().toSorted(), texts.toSorted());
    assert.deepEqual([...new Set(people.map((person) => person.sees().direct.length))], [2]);
    await assertInvariants(stage);
  });

  it('D10: the web processes name workers that are all dead, and are well again when one comes', async () => {
    const [web, other, ...workers] = stage.desks;
    assert.ok(web && other);
    await eventually('the workers are well', () => areWorkersWell(web), 20_000);
    await Promise.all(workers.map((worker) => worker.kill()));
    const died = performance.now();
    await eventually(
      'they are missed',
      async () => !(await areWorkersWell(web)) && !(await areWorkersWell(other)),
      60_000,
    );
    const ms = Math.round(performance.now() - died);
    figure('D10', `named after ${ms} ms of ${120_000 * WAITS} at a twentieth`, stage);
    assert.ok(ms <= 120_000 * WAITS, `${ms} ms`);
    await workers[0]?.start();
    await eventually('they are well again', () => areWorkersWell(web), 20_000);
  });
});

describe('D9: processes that boot together', () => {
  it('lay one schedule a job, and fire nothing twice', async () => {
    const stage = await startBellStage({ desks: 1, hasRedis: true });
    const redis = new Redis(stage.redis?.url ?? '');
    try {
      const deploys = sized(5, 2);
      const texts = Array.from({ length: deploys * 60 }, (_, at) => `deployed ${at}`);
      const from = Date.now();
      await stage.ring(texts.map((text, at) => ({ text, dueAt: new Date(from + at * 50) })));
      let old: readonly DeskProcess[] = stage.desks.slice();
      for (let deploy = 0; deploy < deploys; deploy += 1) {
        const young = await Promise.all(Array.from({ length: AT_ONCE }, () => stage.addDesk({}, stage.cli)));
        await Promise.all(young.map((desk) => desk.start()));
        await Promise.all(old.map((desk) => desk.stop()));
        old = young;
      }
      await stage.rung(120_000);
      const wanted = [...jobs.map(({ name }) => name), 'ring-bells'].toSorted();
      const laid = async () => (await redis.zrange('deskhand:desk:repeat', '0', '-1')).toSorted();
      // Whoever finds ticks late lays them anew: for a moment one may be missing, never doubled.
      await eventually('every job has its schedule', async () => (await laid()).join() === wanted.join(), 20_000);
      figure('D9', `${deploys} deploys of ${AT_ONCE}: ${wanted.length} schedules, ${texts.length} fired once`, stage);
      assert.deepEqual(stage.heard().toSorted(), texts.toSorted());
    } finally {
      redis.disconnect();
      await stage.stop();
    }
  });
});

async function areWorkersWell({ url }: DeskProcess): Promise<boolean> {
  const { checks } = (await (await fetch(`${url}/healthz`)).json()) as { checks: { name: string; isWell: boolean }[] };
  return checks.find(({ name }) => name === 'workers')?.isWell ?? false;
}
