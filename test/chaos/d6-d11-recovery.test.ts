import assert from 'node:assert/strict';
import { copyDist, type DistCopy } from '../support/dist-copy.js';
import { eventually } from '../support/eventually.js';
import { assertInvariants } from '../support/invariants.js';
import type { DeskProcess } from '../support/processes.js';
import type { Person } from '../support/slack/person.js';
import { figure, type Stage, sized, startStage, WAITS } from './stage.js';

/** So many messages are under way when a process dies. */
const AT_ONCE = 10;
/** What is left behind is answered and sent within 30 s; the machine's own second does not shrink with the waits. */
const RECOVERED_WITHIN_MS = 30_000 * WAITS + 1_000;

/** Dies when so many answers are committed and none of them was handed to anybody. */
const beforeSending = {
  file: 'src/desk/desk.js',
  find: 'for (const start of starts)\n        start();',
  replace: `globalThis.committed = (globalThis.committed ?? 0) + (starts.length > 0 ? 1 : 0);
    if (globalThis.committed >= ${AT_ONCE}) process.kill(process.pid, 'SIGKILL');`,
};

/** Dies when so many messages are stored and none of them was begun to be answered. */
const beforeAnswering = {
  file: 'src/desk/answering.js',
  find: 'waiting.push(stored.claimed);',
  replace: `{ globalThis.stored = (globalThis.stored ?? 0) + 1;
      if (globalThis.stored >= ${AT_ONCE}) setTimeout(() => process.kill(process.pid, 'SIGKILL'), 50); }`,
};

describe('D6 and D11: what a process leaves behind when it dies', () => {
  let stage: Stage;
  let copies: readonly DistCopy[];
  before(async () => {
    copies = [copyDist([beforeSending]), copyDist([beforeAnswering])];
    stage = await startStage({ hasRedis: true });
  });
  after(async () => {
    await stage.stop();
    for (const copy of copies) copy.remove();
  });

  it('is recovered by another process in time, by the queue and never by the poller', async () => {
    const [survivor] = stage.desks;
    assert.ok(survivor);
    const before = await handledBy(survivor);
    const left = await leaveBehind(sized(100, 2 * AT_ONCE));
    const { queue, poller } = await handledBy(survivor);
    const slowest = Math.round(Math.max(...left.map(({ ms }) => ms)));
    const within = `slowest ${slowest} ms of ${RECOVERED_WITHIN_MS} at a twentieth of every wait`;
    figure('D6', `recovered ${left.length}/${left.length}, ${within}`, stage);
    figure('D11', `Redis up: by the queue ${queue - before.queue}, by the poller ${poller}`, stage);
    assert.ok(slowest <= RECOVERED_WITHIN_MS, `${slowest} ms`);
    assert.equal(poller, 0);
    assert.ok(queue - before.queue >= left.length);
    await assertOneAnswerEach(left.map(({ person }) => person));
  });

  it('is recovered by the poller alone while Redis is gone', async () => {
    const [survivor] = stage.desks;
    assert.ok(survivor);
    await stage.redis?.stop();
    const before = await handledBy(survivor);
    const left = await leaveBehind(2 * AT_ONCE);
    const { queue, poller } = await handledBy(survivor);
    figure('D11', `Redis down: by the queue ${queue - before.queue}, by the poller ${poller - before.poller}`, stage);
    assert.equal(queue, before.queue);
    assert.ok(poller - before.poller >= left.length);
    await assertOneAnswerEach(left.map(({ person }) => person));
    await stage.redis?.start();
  });

  /** Lets process after process die with messages in hand, and waits until each was answered all the same. */
  async function leaveBehind(count: number): Promise<{ readonly person: Person; readonly ms: number }[]> {
    const answered: { person: Person; ms: number }[] = [];
    for (let round = 0; answered.length < count; round += 1) {
      const dying = await stage.addDesk({}, copies[round % 2]?.cli);
      await dying.start();
      stage.slack.deliverTo(`${dying.url}/slack/events`);
      const death = dying.dies();
      const people = stage.people(AT_ONCE, 'Ana');
      const told = people.map((person) => person.says('my vpn keeps dropping'));
      await death;
      const diedAt = performance.now();
      // What was not acknowledged comes again, to the process that lives.
      stage.slack.deliverTo(...stage.desks.slice(0, 1).map(({ url }) => `${url}/slack/events`));
      await Promise.all(told);
      const waits = people.map(async (person) => {
        await person.awaits(({ direct }) => direct.length > 1, 60_000);
        answered.push({ person, ms: performance.now() - diedAt });
      });
      await Promise.all(waits);
    }
    await stage.quiet();
    return answered;
  }

  async function assertOneAnswerEach(people: readonly Person[]): Promise<void> {
    assert.deepEqual([...new Set(people.map((person) => person.sees().direct.length - 1))], [1]);
    await assertInvariants(stage);
  }
});

/** Rows that the jobs of a process handled, as its metrics tell. */
async function handledBy(desk: DeskProcess): Promise<{ readonly queue: number; readonly poller: number }> {
  let text = '';
  await eventually('the metrics are told', async () => {
    text = await fetch(`${desk.url}/metrics`).then((response) => response.text());
    return text.includes('deskhand_rows_by_poller');
  });
  const read = (name: string) => Number(new RegExp(`^deskhand_${name} (\\d+)$`, 'm').exec(text)?.[1]);
  return { queue: read('rows_by_queue'), poller: read('rows_by_poller') };
}
