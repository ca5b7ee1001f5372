import assert from 'node:assert/strict';
import { daysAfter } from '../../src/rules/local-moment.js';
import { rowsOf } from '../support/database.js';
import { aDevice, anAsset } from '../support/factories.js';
import { type Fleet, fleetOf } from '../support/fleet.js';
import { type AnyOffice, offices } from './any-office.js';
import { passDays, untilMonday } from './fleet-days.js';
import { assertNeverSees, assertSees, seenText } from './office.js';

for (const { platform, start } of offices) {
  describe(`journey on ${platform}: a device's 120 days and an asset's 90`, () => {
    let office: AnyOffice;
    let fleet: Fleet;
    before(async () => {
      office = await start();
      const { ana, bo, act, database, clock } = office;
      for (const person of [ana, bo]) await act(person.says('hello'));
      // A Monday at 10:00 in Berlin, from which days are counted.
      clock.forward(untilMonday(clock.now()));
      const [org] = await rowsOf<{ org_id: string }>(database, 'orgs');
      assert.ok(org);
      fleet = fleetOf(database, org, clock.now);
      await database.write((tx) =>
        tx.run(
          `UPDATE orgs SET tech_contact_user_id = (SELECT user_id FROM users WHERE org_id = $1 AND first_name = 'Tim')
           WHERE org_id = $1`,
          [org.org_id],
        ),
      );
      await anAsset(database, {
        org_id: org.org_id,
        vendor: 'Acer',
        model: 'P6',
        warranty_end: daysAfter(clock.now().toISOString().slice(0, 10), 91),
      });
      const { asset_id } = await anAsset(database, {
        org_id: org.org_id,
        vendor: 'Lenovo',
        model: 'T14',
        warranty_end: daysAfter(clock.now().toISOString().slice(0, 10), 91),
      });
      await fleet.add({ name: 'nb-0042', owner: 'Ana' });
      await fleet.add({ name: 'nb-0101', owner: 'Bo' });
      await fleet.add({ name: 'nb-fresh' });
      await aDevice(database, {
        asset_tag: 'NB-0007',
        org_id: org.org_id,
        asset_id,
        hostname: 'nb-0007',
        serial_number: 'SN-7',
      });
      await pass(0);
    });
    after(() => office.dispose());

    const pass = (days: number) => passDays(office, fleet, days);
    const times = (text: string, words: string) => text.split(words).length - 1;

    it('asks the owner once after 30 days, and reminds the tech contact of the warranty at 90', async () => {
      const { ana, tim, triage } = office;
      await pass(1);
      assertSees(tim, [
        'Warranties that end within 90 days',
        'Lenovo T14: nb-0007',
        '[Acknowledge]',
        '[Snooze 30 days]',
      ]);
      await pass(29);
      await pass(1);
      assertSees(ana, [
        'Do you still have this device?',
        'nb-0042',
        '[Still have it]',
        '[On leave]',
        '[Returned]',
        '[Lost]',
      ]);
      assert.equal(times(seenText(ana), 'Do you still have'), 1);
      assertNeverSees(tim, ['not been seen'], triage);
    });

    it('takes the dates of who is on leave and of what was renewed in forms, and asks about neither again', async () => {
      const { bo, tim, act, database } = office;
      await act(bo.presses('On leave'));
      assert.equal(office.formOf(bo), 'On leave');
      await act(bo.submits({ 'Until which day are you away?': '2026-12-31' }));
      assertSees(bo, ['You are on leave until 31 Dec 2026.']);
      await act(tim.presses('Renewed'));
      assert.equal(office.formOf(tim), 'Renewed warranty');
      await act(tim.submits({ 'When does it end now?': '2029-05-31' }));
      assertSees(tim, ['Acer P6', 'Renewed until 31 May 2029.', 'Lenovo T14']);
      const [acer] = await rowsOf<{ warranty_end: string }>(database, 'assets', "WHERE vendor = 'Acer'");
      assert.equal(acer?.warranty_end, '2029-05-31');
    });

    it('tells techs after 45 days and opens a ticket after 60, which names the device', async () => {
      const { ana, tim, triage } = office;
      await pass(15);
      assertSees(
        tim,
        ['A device has not been seen', 'Not seen for 45 days', 'nb-0042, Ana Lee', 'owner asked and silent'],
        triage,
      );
      await pass(15);
      assertSees(tim, ['#1 nb-0042 has not been seen for a long time', 'Device: nb-0042', '[Take it]'], triage);
      assertSees(ana, ['nb-0042 was last seen', 'This is now ticket #1.']);
    });

    it('suggests to disable it after 90 days and to retire it after 120, and deletes nothing', async () => {
      const { tim, triage, database } = office;
      // The warranty came to its 30 days on a Saturday.
      await pass(2);
      assertSees(tim, ['Warranties that end within 30 days']);
      await pass(28);
      assertSees(tim, ['Not seen for 90 days: consider disabling'], triage);
      assertSees(tim, ['Warranties that end within 7 days']);
      await pass(30);
      assertSees(tim, ['Warranties that have ended', '[Replace]']);
      assert.equal(times(seenText(tim), 'Warranties that'), 4);
      assertSees(tim, ['Not seen for 120 days: consider retiring'], triage);
      assert.equal((await rowsOf(database, 'devices')).length, 4);
    });

    it('opens the ticket of a replacement, and a form for a renewed warranty, on the card that follows', async () => {
      const { tim, act, triage } = office;
      await act(tim.presses('Replace'));
      assertSees(tim, ['A ticket for its replacement is open.']);
      assertSees(tim, ['#2 Replace Lenovo T14', 'nb-0007: SN-7'], triage);
    });

    it('takes the answer of the owner at last, in the place where it was asked', async () => {
      const { ana, act, database } = office;
      await act(ana.presses('Lost'));
      assertSees(ana, ['You lost it. A ticket is open for it.', 'Lost or stolen device', 'This is now ticket #3.']);
      assert.equal(times(seenText(ana), '[Still have it]'), 0);
      const [state] = await rowsOf<{ state: string }>(database, 'device_state', "WHERE asset_tag = 'NB-0042'");
      assert.equal(state?.state, 'lost');
    });

    it('shows the owner their devices, and turns from them to a talk that knows the device', async () => {
      const { ana, act } = office;
      await act(ana.says('devices'));
      assertSees(ana, ['Your devices', 'nb-0042', 'Last seen:', '[Report a problem]']);
      await act(ana.presses('Report a problem'));
      assertSees(ana, ['What is wrong with nb-0042?']);
    });
  });
}
