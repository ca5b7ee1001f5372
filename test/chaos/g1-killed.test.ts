import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { rowsOf } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { aDevice } from '../support/factories.js';
import { assertInvariants } from '../support/invariants.js';
import type { Person } from '../support/slack/person.js';
import { aMonday, type MovedClock, movedClock, settled } from './clock-stage.js';
import { figure, type Stage, sized, startStage } from './stage.js';

const DAY = 86_400_000;
const START = aMonday(11);
const KILLS = 6;
/** Of one owner: they are asked about all of them in one message. */
const DEVICES = 5;

describe('G1: kill -9 while owners are asked about their devices', () => {
  let clock: MovedClock;
  let stage: Stage;
  const owners: Person[] = [];

  before(async () => {
    clock = movedClock();
    // What was posted before a kill is looked for by the time at which Slack took it.
    stage = await startStage({ env: clock.env, clock: clock.now });
    for (let index = 1; index <= sized(100, 10); index += 1)
      owners.push(
        stage.workspace.addPerson({
          ...{ firstName: 'Ona', lastName: String(index), email: `ona${index}@example.com` },
          tz: 'Etc/UTC',
        }),
      );
    await Promise.all(owners.map((person) => person.says('hello')));
    await stage.quiet();
    clock.set(START);
    await seed();
    await settled(stage, clock);
  });
  after(async () => {
    await stage.stop();
    clock.remove();
  });

  it('asks each owner once about each device', async () => {
    const [desk] = stage.desks;
    assert.ok(desk);
    const before = asked();
    assert.equal(before.length, 0, 'nothing is stale yet');
    clock.move(7 * DAY);
    await seenToday();
    const wanted = owners.flatMap((_, owner) => Array.from({ length: DEVICES }, (__, at) => nameOf(owner, at)));
    const killedAt: number[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) {
      const share = (wanted.length * kill) / KILLS;
      await eventually('so many were asked', () => asked().length >= share, 120_000);
      await wait(Math.random() * 40);
      await desk.kill();
      killedAt.push(asked().length);
      await desk.start();
    }
    // Those that were killed never look at the clock again.
    await stage.database.write((tx) => tx.run('/* all orgs: of no organisation */ DELETE FROM worker'));
    await eventually('everybody was asked', () => new Set(asked()).size === wanted.length, 120_000);
    await settled(stage, clock);
    const named = asked();
    const once = `${named.length} of ${wanted.length} devices asked about once`;
    figure('G1', `${once}, killed after ${killedAt.join(', ')} of them`, stage);
    assert.deepEqual(named.toSorted(), wanted.toSorted());
    const messages = owners.map((owner) => owner.sees().direct.filter(({ text }) => /nb-\d/.test(text)).length);
    assert.deepEqual([...new Set(messages)], [1], 'in one message');
    await assertInvariants({ ...stage, slack: { ...stage.slack, deliveries: [] }, rings: false });
  });

  const nameOf = (owner: number, at: number) => `nb-${owner}-${at}`;

  /** The devices people were asked about, as they read it. */
  function asked(): string[] {
    return owners.flatMap((owner) =>
      owner.sees().direct.flatMap(({ text }) => [...new Set(text.match(/nb-\d+-\d+/g) ?? [])]),
    );
  }

  /** Devices nobody has seen for 25 days, and one that is always there: else nobody would believe their source. */
  async function seed(): Promise<void> {
    const orgId = await stage.orgId();
    const last_seen_at = new Date(START.getTime() - 25 * DAY).toISOString();
    for (const [owner, { id }] of owners.entries()) {
      const having = `WHERE external_id = '${id}'`;
      const [account] = await rowsOf<{ user_id: string }>(stage.database, 'account', having);
      assert.ok(account);
      for (let at = 0; at < DEVICES; at += 1)
        await aDevice(stage.database, {
          ...{ org_id: orgId, assigned_user_id: account.user_id, last_seen_at },
          ...{ hostname: nameOf(owner, at), asset_tag: nameOf(owner, at).toUpperCase() },
        });
    }
    await aDevice(stage.database, { org_id: orgId, asset_tag: 'ALWAYS', hostname: 'always', last_seen_at });
    await seenToday();
  }

  async function seenToday(): Promise<void> {
    const orgId = await stage.orgId();
    await stage.database.write((tx) =>
      tx.run("UPDATE devices SET last_seen_at = $1 WHERE org_id = $2 AND asset_tag = 'ALWAYS'", [
        clock.now().toISOString(),
        orgId,
      ]),
    );
  }
});
