import assert from 'node:assert/strict';
import { rowsOf } from '../support/database.js';
import { type AnyOffice, offices, type Someone } from './any-office.js';
import { assertSees, seenText } from './office.js';
import { whenDue as ticketDue } from './when-due.js';

for (const { platform, start } of offices) {
  describe(`journey on ${platform}: a reminder that does not reach whom it is meant for`, () => {
    let office: AnyOffice;
    before(async () => {
      office = await start();
      const { ana, olu, tia, act } = office;
      for (const person of [olu, tia]) await act(person.says('hello'));
      await run(`UPDATE orgs SET tech_contact_user_id = (SELECT user_id FROM users WHERE first_name = 'Tia'),
        poc_user_id = (SELECT user_id FROM users WHERE first_name = 'Olu')`);
      await act(ana.says('my vpn keeps dropping at home on my mac'));
      await act(ana.presses('Still broken'));
      await act(ana.presses('Talk to a person'));
    });
    after(() => office.dispose());

    const run = (sql: string) => office.database.write((tx) => tx.run(`/* all orgs: a test has one */ ${sql}`));
    const leaves = (firstName: string) =>
      run(`UPDATE account SET standing = 'deactivated' WHERE user_id =
        (SELECT user_id FROM users WHERE first_name = '${firstName}')`);
    const whenDue = (...seen: [who: Someone, wanted: RegExp, channel?: { readonly id: string }]) =>
      ticketDue(office, ...seen);

    it('says in the channel why a person is needed, and what was tried', async () => {
      const { tim, triage } = office;
      await whenDue(tim, /25 % of the time is gone/, triage);
      const reminder = ['25 % of the time is gone', 'Why a person:', 'Already tried', 'public websites', '[Take it]'];
      assertSees(tim, reminder, triage);
      await whenDue(tim, /50 % of the time is gone/, triage);
      await whenDue(tim, /75 % of the time is gone/, triage);
    }).timeout(60_000);

    it('comes to the point of contact where the tech contact cannot be reached, and says so', async () => {
      const { olu, tia } = office;
      await leaves('Tia');
      await whenDue(olu, /No response, and the time for it is up/);
      assertSees(olu, ['Already tried', 'Told before: the channel (25 %, 50 %, 75 %).', 'Cannot be reached here: Tia']);
      assert.doesNotMatch(seenText(tia), /the time for it is up/);
      const missed = await rowsOf<{ detail_json: string }>(
        office.database,
        'ticket_event',
        "WHERE kind = 'tell.missed'",
      );
      assert.equal(missed.length, 1);
    }).timeout(60_000);

    it('comes to the channel where nobody can be reached, and stops when somebody there takes it', async () => {
      const { tim, triage, act } = office;
      await leaves('Olu');
      await whenDue(tim, /Not resolved yet, and 25 %/, triage);
      await whenDue(tim, /Still no response, long after it was due/, triage);
      assertSees(tim, ['Still no response, long after it was due', 'Cannot be reached here:'], triage);
      await act(tim.presses('Take it'));
      assertSees(tim, ['Assignee: Tim Roe'], triage);
    }).timeout(60_000);
  });
}
