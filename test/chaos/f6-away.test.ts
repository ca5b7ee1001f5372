import assert from 'node:assert/strict';
import type { OrgId } from '../../models/ids.js';
import { day } from '../../src/cards/moment.js';
import { changeSetting } from '../../src/operations/organisations/org-settings.js';
import { rowsOf } from '../support/database.js';
import { aDevice, anAsset, modelsOf } from '../support/factories.js';
import { assertInvariants } from '../support/invariants.js';
import type { LoopbackChannel } from '../support/slack/channel.js';
import type { Person } from '../support/slack/person.js';
import { aMonday, type MovedClock, movedClock, newsOf, settled } from './clock-stage.js';
import { seedTickets } from './open-tickets.js';
import { figure, type Stage, sized, startStage, WAITS } from './stage.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const START = aMonday(11);
const at = (minutes: number) => new Date(START.getTime() + minutes * MINUTE).toISOString();
/** The machine's own time for so much work does not shrink with the waits. */
const OWN_MS = 30_000;

describe('F6: a desk that was off for three days', () => {
  let clock: MovedClock;
  let stage: Stage;
  let orgId: OrgId;
  let triage: LoopbackChannel;
  let news: () => string[];
  const tickets = sized(1_000, 50);
  const assets = sized(50, 5);

  before(async () => {
    clock = movedClock();
    // What was posted without an answer is looked for by the time at which Slack took it.
    stage = await startStage({ env: clock.env, clock: clock.now });
    orgId = await stage.orgId();
    const [tess] = stage.people(1, 'Tess');
    const [mia] = stage.people(1, 'Mia');
    assert.ok(tess && mia);
    triage = await stage.triage('triage', [tess]);
    for (const person of [tess, mia]) await person.says('hello');
    await stage.quiet();
    news = newsOf([tess, mia], triage);
    // What Slack would tell of the desk's own messages is signed by the right clock, and refused by this one.
    stage.slack.deliverTo();
    clock.set(START);
    await seed(tess, mia);
    await settled(stage, clock);
  });
  after(async () => {
    await stage.stop();
    clock.remove();
  });

  it('tells each reader once what passed: one summary, the newest digest, one card of warranties', async () => {
    news();
    const [desk] = stage.desks;
    await desk?.stop();
    clock.move(3 * DAY);
    const began = performance.now();
    await desk?.start();
    await settled(stage, clock);
    const ms = Math.round(performance.now() - began);
    const thursday = day(clock.now().toISOString().slice(0, 10));
    const told = news();
    figure('F6', `${tickets} tickets, ${assets} warranties, 3 days off: ${told.length} messages in ${ms} ms`, stage);
    assert.deepEqual(
      told.map((text) => text.replace(/(Digest of [\w ]+).*/, '$1').trim()).toSorted(),
      [
        `Mia 1: Digest of ${thursday}`,
        `Tess 1: ${tickets} tickets need somebody`,
        'Tess 1: Warranties that end within 30 days',
        `channel: ${tickets} tickets need somebody`,
      ].toSorted(),
    );
    clock.move(5 * MINUTE);
    await settled(stage, clock);
    assert.deepEqual(news(), [], 'and no more of it');
    assert.ok(ms <= 10 * MINUTE * WAITS + OWN_MS, `${ms} ms`);
    await assertInvariants({ ...stage, slack: { ...stage.slack, deliveries: [] }, rings: false });
  });

  /** Tickets that come to all their steps meanwhile, warranties that come to one, and a manager who reads digests. */
  async function seed(tess: Person, mia: Person): Promise<void> {
    const userId = await userOf(tess);
    const manager = await userOf(mia);
    const { Org, User } = modelsOf(stage.database);
    await stage.database.write(async (tx) => {
      const { transaction } = tx;
      await Org.update({ tech_contact_user_id: userId }, { where: { org_id: orgId }, transaction });
      await User.update({ role: 'manager' }, { where: { org_id: orgId, user_id: manager }, transaction });
      await changeSetting(tx, orgId, 'time_zone', 'UTC', clock.now());
    });
    await seedTickets(stage.database, {
      ...{ orgId, userId, count: tickets, priority: 'P3' },
      ...{ openedAt: at(-5), remindAt: at(60) },
    });
    for (let count = 0; count < assets; count += 1) {
      const warranty_end = new Date(START.getTime() + 32 * DAY).toISOString().slice(0, 10);
      const { asset_id } = await anAsset(stage.database, { org_id: orgId, model: 'T14', warranty_end });
      await aDevice(stage.database, { org_id: orgId, asset_id, hostname: `nb-${count}` });
    }
  }

  async function userOf({ id }: Person): Promise<string> {
    const having = `WHERE user_id = (SELECT user_id FROM account WHERE external_id = '${id}')`;
    const [user] = await rowsOf<{ user_id: string }>(stage.database, 'users', having);
    return user?.user_id ?? assert.fail(`${id} is unknown`);
  }
});
