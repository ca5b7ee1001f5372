import assert from 'node:assert/strict';
import { rowsOf } from '../support/database.js';
import { aDevice } from '../support/factories.js';
import { type AnyOffice, offices, type Someone } from './any-office.js';
import { assertSees, seenText } from './office.js';

/** What employees must not, as they write it, what they read instead, and how the audit calls it. */
const forEmployees: readonly (readonly [string, RegExp, string])[] = [
  ['settings', /"Change settings" is for admins/, 'settings.refused'],
  ['settings name Evil Ltd', /"Change settings" is for admins/, 'settings.refused'],
  ['join', /Only an admin of the desk can join it/, 'settings.refused'],
  ['set up', /Only an admin of the desk can choose the channel/, 'settings.refused'],
  ['console', /The console is for admins/, 'console.refused'],
  ['queue', /is for techs, managers and admins/, 'see_queue.refused'],
  ['my queue', /is for techs, managers and admins/, 'see_queue.refused'],
  ['digest', /is for managers and admins/, 'see_digest.refused'],
  ['#1', /I do not know a ticket #1/, 'see_queue.refused'],
  ['device nb-0042', /I know no device "nb-0042"/, 'see_devices.refused'],
];

/** What techs must not either. */
const forTechs = forEmployees.filter(([, , kind]) => ['settings.refused', 'console.refused'].includes(kind));

for (const { platform, start } of offices) {
  describe(`journey on ${platform}: commands that are not for everybody`, () => {
    let office: AnyOffice;
    before(async () => {
      office = await start();
      const { ana, bo, act, database } = office;
      await office.ticketFrom(ana, 'the lamp above my desk hums');
      await act(bo.says('hello'));
      const [user] = await rowsOf<{ user_id: string; org_id: string }>(database, 'users', "WHERE first_name = 'Ana'");
      assert.ok(user);
      const { user_id: assigned_user_id, org_id } = user;
      await aDevice(database, { asset_tag: 'NB-0042', org_id, assigned_user_id, hostname: 'nb-0042' });
    });
    after(() => office.dispose());

    const refusals = () =>
      rowsOf<{ kind: string; actor_user_id: string }>(
        office.database,
        'ticket_event',
        "WHERE kind LIKE '%.refused' ORDER BY event_id",
      );

    async function isRefused(who: Someone, [text, told, kind]: (typeof forEmployees)[number]): Promise<void> {
      const before = (await refusals()).length;
      const read = seenText(who);
      await office.act(who.says(text));
      assert.match(seenText(who).slice(read.length), told, text);
      const more = (await refusals()).slice(before);
      const [user] = await rowsOf<{ user_id: string }>(
        office.database,
        'users',
        `WHERE first_name = '${who.name.split(' ')[0]}'`,
      );
      assert.deepEqual(
        more.map((event) => [event.kind, event.actor_user_id]),
        [[kind, user?.user_id]],
        `"${text}" by ${who.name}`,
      );
    }

    for (const row of forEmployees)
      it(`"${row[0]}" is refused to an employee, and the audit says so`, () => isRefused(office.bo, row));
    for (const row of forTechs)
      it(`"${row[0]}" is refused to a tech, and the audit says so`, () => isRefused(office.tim, row));

    it('are answered to whom they are for, without such a row', async () => {
      const { ana, olu, tim, act } = office;
      const before = await refusals();
      await act(ana.says('device nb-0042'));
      assertSees(ana, ['Your devices', 'nb-0042']);
      await act(tim.says('queue'));
      assertSees(tim, ['The lamp above my desk hums']);
      await act(olu.says('settings'));
      await act(olu.says('digest'));
      assert.deepEqual(await refusals(), before);
      const [org] = await rowsOf<{ name: string }>(office.database, 'orgs');
      assert.notEqual(org?.name, 'Evil Ltd');
    });
  });
}
