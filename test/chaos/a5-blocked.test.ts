import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { assertInvariants } from '../support/invariants.js';
import { figure, type Stage, sized, startStage } from './stage.js';

/** How long another process keeps the database to itself; the deadline of a request is not scaled, so neither is this. */
const BLOCKED_MS = 5_000;

describe('A5: the database is blocked', () => {
  let stage: Stage;
  before(async () => {
    stage = await startStage();
  });
  after(() => stage.stop());

  it('answers 5xx in time, never a 200 it cannot keep, and acts once when Slack delivers again', async () => {
    const people = stage.people(sized(20, 5), 'Ana');
    const release = await block(stage.url);
    const until = performance.now() + BLOCKED_MS;
    const blocked = people.map((person) => person.says('hello'));
    await Promise.all(blocked);
    const isStillBlocked = performance.now() < until;
    const first = stage.slack.deliveries.filter(({ kind, retryNum }) => kind === 'event' && retryNum === 0);
    await wait(Math.max(0, until - performance.now()));
    await release();

    await stage.quiet();
    await Promise.all(people.map((person) => person.awaits(({ direct }) => direct.length > 1, 30_000)));
    await stage.quiet();
    const slowest = Math.max(...stage.slack.deliveries.map(({ ms }) => ms));
    const falseYes = first.filter(({ status }) => status === 200).length;
    const effects = people.map((person) => person.sees().direct.length - 1);
    const once = effects.filter((count) => count === 1).length;
    const ms = Math.round(slowest);
    figure('A5', `5xx within ${ms} ms, false 200 ${falseYes}, effects ${once}/${people.length}`, stage);
    assert.ok(isStillBlocked, 'the requests were answered while the database was blocked');
    assert.ok(slowest <= 2_800, `the slowest answer took ${ms} ms`);
    assert.deepEqual({ falseYes, once }, { falseYes: 0, once: people.length });
    await assertInvariants(stage);
  });
});

/** Another process keeps the database to itself until the function that comes back is called. */
async function block(url: string): Promise<() => Promise<void>> {
  const program = fileURLToPath(new URL('./blocker.js', import.meta.url));
  const child = fork(program, [url]);
  await once(child, 'message');
  return async () => {
    child.send('go');
    await once(child, 'exit');
  };
}
