import assert from 'node:assert/strict';
import { daysAfter } from '../../src/rules/local-moment.js';
import { rowsOf } from '../support/database.js';
import { aDevice, anAsset } from '../support/factories.js';
import { type Fleet, fleetOf } from '../support/fleet.js';
import { type AnyOffice, offices } from './any-office.js';
import { passDays, untilMonday } from './fleet-days.js';
import { assertNeverSees, assertSees, seenText } from './office.js';

for (const { platform, start } of offices) {
  describe(`journey on ${platform}: an inventory that comes with old devices and gaps`, () => {
    let office: AnyOffice;
    let fleet: Fleet;
    before(async () => {
      office = await start();
      const { ana, bo, act, database, clock } = office;
      for (const person of [ana, bo]) await act(person.says('hello'));
      clock.forward(untilMonday(clock.now()));
      const [org] = await rowsOf<{ org_id: string }>(database, 'orgs');
      assert.ok(org);
      const { org_id } = org;
      fleet = fleetOf(database, org, clock.now);
      // The desk's own worker is not to look before all of it is there.
      const lookAt = (at: string) =>
        database.write(async (tx) => {
          for (const kind of ['devices', 'warranty'])
            await tx.run(
              `INSERT INTO org_sweep (org_id, kind, first_at, next_at) VALUES ($1, $2, $3, $4)
               ON CONFLICT (org_id, kind) DO UPDATE SET next_at = excluded.next_at`,
              [org_id, kind, clock.now().toISOString(), at],
            );
        });
      await lookAt('9999-12-31T00:00:00.000Z');
      await database.write((tx) =>
        tx.run(
          `UPDATE orgs SET address = '1 Main Street', city = 'Springfield', state = 'XY', zip = '12345',
             tech_contact_user_id = (SELECT user_id FROM users WHERE org_id = $1 AND first_name = 'Tim')
           WHERE org_id = $1`,
          [org_id],
        ),
      );
      await fleet.add({ name: 'nb-fresh' });
      for (const name of ['nb-0001', 'nb-0002']) await fleet.add({ name, owner: 'Ana', seenDaysAgo: 40 });
      await fleet.add({ name: 'mb-0001', owner: 'Bo', seenDaysAgo: 40, source: 'jamf' });
      const ends = daysAfter(clock.now().toISOString().slice(0, 10), 60);
      await anAsset(database, { org_id, asset_id: 'no-date', warranty_end: null });
      for (const model of ['Alpha', 'Beta', 'Gamma'])
        await anAsset(database, { org_id, asset_id: model, vendor: 'Dell', model, warranty_end: ends });
      for (const name of ['gm-1', 'gm-2'])
        await aDevice(database, {
          asset_tag: name.toUpperCase(),
          org_id,
          asset_id: 'Gamma',
          hostname: name,
          serial_number: `SN-${name}`,
        });
      await lookAt(clock.now().toISOString());
      await pass(0);
    });
    after(() => office.dispose());

    const pass = (days: number) => passDays(office, fleet, days);
    const times = (text: string, words: string) => text.split(words).length - 1;

    it('sums up for an admin what was unseen for long, which source is silent, and what has no date', () => {
      const { olu, ana, bo } = office;
      assertSees(olu, ['Devices not seen for a long time', '2 devices had not been seen for 30 days or more']);
      assertSees(olu, ['2 of them have an owner. Shall I ask, at most 50 a day?', '[Ask the owners] [Leave them]']);
      assertSees(olu, ['The source "jamf" has not seen any device for more than 7 days.']);
      assertSees(olu, ['Warranties I cannot watch', 'One asset has no warranty end: no-date.']);
      for (const person of [ana, bo]) assertNeverSees(person, ['Do you still have']);
    });

    it('asks about several devices of one person in one message, once an admin says so', async () => {
      const { olu, ana, bo, act } = office;
      await act(olu.presses('Ask the owners'));
      await pass(0);
      assertSees(olu, ['I am asking their owners, at most 50 a day.']);
      assertSees(ana, ['Do you still have these devices?', '2 of your devices', 'nb-0001', 'nb-0002']);
      assert.equal(times(seenText(ana), 'Do you still have'), 1);
      assertNeverSees(bo, ['Do you still have']);
    });

    it('takes each answer on its own: what is back is nobody’s, and what is still there was not seen', async () => {
      const { ana, tim, triage, act, database } = office;
      const seen = async () =>
        rowsOf<{ last_seen_at: string; assigned_user_id: string | null }>(
          database,
          'devices',
          "WHERE asset_tag LIKE 'NB-000%' ORDER BY asset_tag",
        );
      const before = await seen();
      await act(ana.presses('Returned'));
      assertSees(ana, ['nb-0001', 'You returned it. It is no longer assigned to you.', 'nb-0002', '[Still have it]']);
      assertSees(tim, ['Ana Lee says that nb-0001 was returned.'], triage);
      await act(ana.presses('Still have it'));
      assertSees(ana, ['nb-0002', 'You still have it.']);
      const now = await seen();
      assert.deepEqual(
        now.map(({ last_seen_at }) => last_seen_at),
        before.map(({ last_seen_at }) => last_seen_at),
      );
      assert.deepEqual(
        now.map(({ assigned_user_id }) => assigned_user_id === null),
        [true, false],
      );
      const events = await rowsOf<{ kind: string }>(
        database,
        'ticket_event',
        "WHERE kind IN ('device.returned', 'device.held') ORDER BY event_id",
      );
      assert.deepEqual(
        events.map(({ kind }) => kind),
        ['device.returned', 'device.held'],
      );
    });

    it('speaks of warranties in one card, acknowledged, put off or replaced each by itself', async () => {
      const { tim, triage, act } = office;
      assert.equal(times(seenText(tim), 'Warranties that end within 90 days'), 1);
      assertSees(tim, ['Dell Alpha', 'Dell Beta', 'Dell Gamma: gm-1, gm-2']);
      await act(tim.presses('Acknowledge'));
      await act(tim.presses('Snooze 30 days'));
      await act(tim.presses('Replace'));
      assertSees(tim, ['Dell Alpha', 'Acknowledged.', 'Dell Beta', /Snoozed until \d/, 'Dell Gamma']);
      assertSees(tim, ['A ticket for its replacement is open.']);
      assertSees(
        tim,
        ['Replace Dell Gamma', 'Vendor: Dell', 'Model: Gamma', '1 Main Street, 12345 Springfield'],
        triage,
      );
      assertSees(tim, ['gm-1: SN-gm-1', 'gm-2: SN-gm-2'], triage);
      await pass(30);
      assert.equal(times(seenText(tim), 'Warranties that end within 30 days'), 1);
      for (const name of ['Dell Alpha', 'Dell Beta'])
        assertSees(tim, ['Warranties that end within 30 days', name, '[Acknowledge]']);
      assert.equal(times(seenText(office.olu), 'no-date'), 1, 'what cannot be watched is told once');
    });
  });
}
