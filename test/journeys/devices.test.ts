import assert from 'node:assert/strict';
import { rowsOf } from '../support/database.js';
import { aDevice, anAsset } from '../support/factories.js';
import { assertNeverSees, assertSees, type Office, startOffice } from './office.js';

describe('journey: the devices of a person', () => {
  let office: Office;
  before(async () => {
    office = await startOffice();
    const { ana, bo, act, database } = office;
    for (const person of [ana, bo]) await act(person.says('hello'));
    const users = await rowsOf<{ user_id: string; first_name: string; org_id: string }>(database, 'users');
    const give = async (
      firstName: string,
      hostname: string,
      os: string,
      asset: { model: string; warranty_end: string },
    ) => {
      const user = users.find(({ first_name }) => first_name === firstName);
      const org_id = user?.org_id ?? '';
      const { asset_id } = await anAsset(database, { org_id, vendor: 'Lenovo', ...asset });
      const assigned_user_id = user?.user_id ?? '';
      await aDevice(database, { asset_tag: hostname.toUpperCase(), org_id, asset_id, assigned_user_id, hostname, os });
    };
    await give('Ana', 'nb-0042', 'Windows 11', { model: 'T14', warranty_end: '2027-06-30' });
    await give('Ana', 'mb-0007', 'macOS 15', { model: 'Air', warranty_end: '2026-01-31' });
    await give('Bo', 'nb-0100', 'Windows 11', { model: 'X1', warranty_end: '2027-01-01' });
  });
  after(() => office.dispose());

  it('are asked about by name when there are several, and the steps are for the one that was chosen', async () => {
    const { ana, tim, triage, act } = office;
    await act(ana.says('my vpn keeps dropping at home'));
    assertSees(ana, [
      'Which device are you on?',
      '[mb-0007 (Lenovo Air)]',
      '[nb-0042 (Lenovo T14)]',
      '[Another device]',
    ]);
    await act(ana.presses('mb-0007 (Lenovo Air)'));
    assertSees(ana, ['You answered: mb-0007 (Lenovo Air)', 'VPN connection: step 1']);
    await act(ana.presses('Still broken'));
    assertSees(ana, ['click its icon in the menu bar']);
    await act(ana.presses('Talk to a person'));
    assertSees(tim, ['#1 ', /Device: .*mb-0007/, /Warranty: ended 31 Jan 2026/], triage);
    const [ticket] = await rowsOf<{ diagnostics_json: string; rendered_text: string }>(office.database, 'tickets');
    assert.equal(JSON.parse(ticket?.diagnostics_json ?? '{}').device.asset_tag, 'MB-0007');
    assert.match(ticket?.rendered_text ?? '', /mb-0007/);
  });

  it('are not asked about when there is one', async () => {
    const { bo, tim, triage, act } = office;
    await act(bo.says('my vpn keeps dropping at home'));
    assertNeverSees(bo, ['Which device']);
    assertSees(bo, ['VPN connection: step 1 of 4']);
    await act(bo.says('still broken'));
    assertSees(bo, ['right-click its icon beside the clock']);
    await act(bo.says('talk to a person'));
    assertSees(tim, ['#2 ', /Device: .*nb-0100/, /Warranty: until 1 Jan 2027/], triage);
  });
});
