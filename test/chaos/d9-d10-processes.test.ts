import assert from 'node:assert/strict';
import { Redis } from 'ioredis';
import { jobs } from '../../jobs/index.js';
import { rowsOf } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { modelsOf } from '../support/factories.js';
import { assertInvariants } from '../support/invariants.js';
import type { DeskProcess } from '../support/processes.js';
import type { Person } from '../support/slack/person.js';
import { type BellStage, startBellStage } from './bell-stage.js';
import { aMonday, type MovedClock, movedClock } from './clock-stage.js';
import { seedTickets } from './open-tickets.js';
import { figure, sized } from './stage.js';

const AT_ONCE = 5;
/** Many processes share the machine, and none is killed with something in hand. What is delayed is to be late, not unknown. */
const WAITS = 0.25;
const env = { DESKHAND_WAITS: String(WAITS) };
const HOUR = 3_600_000;

describe('two web and two worker processes', () => {
  let stage: BellStage;
  before(async () => {
    stage = await startBellStage({ desks: 4, hasRedis: true, env, roles: ['web', 'web', 'worker', 'worker'] });
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
    figure('D10', `named after ${ms} ms of ${120_000 * WAITS} at a quarter of every wait`, stage);
    assert.ok(ms <= 120_000 * WAITS, `${ms} ms`);
    await workers[0]?.start();
    await eventually('they are well again', () => areWorkersWell(web), 60_000);
  });
});

describe('D9: processes that boot together', () => {
  it('lay one schedule a job, and fire nothing twice', async () => {
    const clock = movedClock();
    // What was posted before a process ended is looked for by the time at which Slack took it.
    const stage = await startBellStage({ desks: 1, hasRedis: true, env: { ...clock.env, ...env }, clock: clock.now });
    const redis = new Redis(stage.redis?.url ?? '');
    try {
      const deploys = sized(20, 2);
      const managers = await manage(stage, clock);
      // While nothing is in hand: a jump would end the leases of those who are at work.
      clock.set(new Date(aMonday(9).getTime() - 3_000 * deploys));
      const texts = Array.from({ length: deploys * 60 }, (_, at) => `deployed ${at}`);
      const from = clock.now().getTime();
      await stage.ring(texts.map((text, at) => ({ text, dueAt: new Date(from + at * 100) })));
      let old: readonly DeskProcess[] = stage.desks.slice();
      for (let deploy = 0; deploy < deploys; deploy += 1) {
        const young = await Promise.all(Array.from({ length: AT_ONCE }, () => stage.addDesk({}, stage.cli)));
        await Promise.all(young.map((desk) => desk.start()));
        await Promise.all(old.map((desk) => desk.stop()));
        old = young;
      }
      await stage.rung(120_000);
      const digests = () => managers.map((person) => person.sees().direct.filter(isDigest).length);
      await eventually('every manager has read a digest', () => !digests().includes(0), 120_000);
      await stage.quiet();
      const wanted = [...jobs.map(({ name }) => name), 'ring-bells'].toSorted();
      const laid = async () => (await redis.zrange('deskhand:desk:repeat', '0', '-1')).toSorted();
      // Whoever finds ticks late lays them anew: for a moment one may be missing, never doubled.
      await eventually('every job has its schedule', async () => (await laid()).join() === wanted.join(), 20_000);
      const [heard, read] = [stage.heard(), digests().reduce((total, count) => total + count, 0)];
      const fired = `${texts.length} timers fired ${heard.length} times, ${managers.length} digests read ${read} times`;
      figure('D9', `${deploys} deploys of ${AT_ONCE}: ${(await laid()).length} schedules, ${fired}`, stage);
      assert.deepEqual(heard.toSorted(), texts.toSorted());
      assert.equal(read, managers.length);
    } finally {
      redis.disconnect();
      await stage.stop();
      clock.remove();
    }
  });
});

/** People who read a digest at nine, with something to read of; it is half past eight. */
async function manage(stage: BellStage, clock: MovedClock): Promise<readonly Person[]> {
  const managers = stage.people(Math.min(20, sized(20, 4)), 'Mia');
  await Promise.all(managers.map((person) => person.says('hello')));
  await stage.quiet();
  // What Slack would tell of the desk's own messages is signed by the right clock, and refused by this one.
  stage.slack.deliverTo();
  clock.set(new Date(aMonday(8).getTime() + HOUR / 2));
  const orgId = await stage.orgId();
  const ids = managers.map(({ id }) => `'${id}'`).join(', ');
  const users = await rowsOf<{ user_id: string }>(stage.database, 'account', `WHERE external_id IN (${ids})`);
  await stage.database.write(async ({ transaction }) => {
    const where = { org_id: orgId, user_id: users.map(({ user_id }) => user_id) };
    await modelsOf(stage.database).User.update({ role: 'manager' }, { where, transaction });
  });
  const [userId = ''] = users.map(({ user_id }) => user_id);
  const openedAt = clock.now().toISOString();
  const remindAt = new Date(clock.now().getTime() + 24 * HOUR).toISOString();
  await seedTickets(stage.database, { orgId, userId, count: 10, openedAt, remindAt, priority: 'P4' });
  await eventually(
    'their digests are planned',
    async () => (await rowsOf(stage.database, 'timer', "WHERE kind = 'digest'")).length >= managers.length,
    120_000,
  );
  return managers;
}

function isDigest({ text }: { readonly text: string }): boolean {
  return text.includes('Digest of ');
}

async function areWorkersWell({ url }: DeskProcess): Promise<boolean> {
  const { checks } = (await (await fetch(`${url}/healthz`)).json()) as { checks: { name: string; isWell: boolean }[] };
  return checks.find(({ name }) => name === 'workers')?.isWell ?? false;
}
