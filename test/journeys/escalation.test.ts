import assert from 'node:assert/strict';
import { rowsOf } from '../support/database.js';
import { type AnyOffice, offices, type Someone } from './any-office.js';
import { assertNeverSees, assertSees, seenText } from './office.js';
import { whenDue as ticketDue } from './when-due.js';

for (const { platform, start } of offices) {
  describe(`journey on ${platform}: a ticket whose time runs out`, () => {
    let office: AnyOffice;
    before(async () => {
      office = await start();
      const contact = (column: string, firstName: string) =>
        office.database.write((tx) =>
          tx.run(
            `/* all orgs: a test has one */ UPDATE orgs SET ${column} = (SELECT user_id FROM users WHERE first_name = $1)`,
            [firstName],
          ),
        );
      await contact('tech_contact_user_id', 'Tia');
      await contact('poc_user_id', 'Olu');
      await office.ticketFrom(office.ana, 'the lamp above my desk hums');
    });
    after(() => office.dispose());

    const whenDue = (...seen: [who: Someone, wanted: RegExp, channel?: { readonly id: string }]) =>
      ticketDue(office, ...seen);

    it('comes back to the channel while nobody has it, at 25, 50 and 75 %, each in the place of the one before', async () => {
      const { tim, triage } = office;
      await whenDue(tim, /25 % of the time is gone/, triage);
      assertSees(
        tim,
        ['No response yet, and 25 %', 'Why a person: They asked for a person.', '[Take it] [Open the card]'],
        triage,
      );
      await whenDue(tim, /50 % of the time is gone/, triage);
      assertNeverSees(tim, ['25 % of the time'], triage);
      assertSees(tim, ['I reminded you of #1. There is a newer message about it below.'], triage);
      await whenDue(tim, /75 % of the time is gone/, triage);
      assertSees(tim, ['Told before: the channel (25 %, 50 %).'], triage);
    }).timeout(60_000);

    it('tells the tech contact when it is due, and the point of contact a business day later', async () => {
      const { tia, olu, tim, triage } = office;
      await whenDue(tia, /No response, and the time for it is up/);
      assertSees(tia, ['no response by Wed 11 Mar', 'the channel (25 %, 50 %, 75 %)', '[Take it] [Open the card]']);
      assertSees(tim, [/Why a person: They asked for a person; no response by Wed 11 Mar/], triage);
      await whenDue(tim, /Not resolved yet, and 25 %/, triage);
      await whenDue(olu, /Still no response, long after it was due/);
      assertSees(olu, ['Told before:', 'Tia Sun (100 %)']);
    }).timeout(60_000);

    it('stops when somebody takes it on a reminder, and every reminder says so', async () => {
      const { tim, tia, olu, ana, triage, act } = office;
      await act(tim.presses('Take it'));
      assertSees(ana, ['Tim Roe has taken #1.']);
      for (const who of [tia, olu]) assert.doesNotMatch(seenText(who), /\[Take it\]/);
      assertSees(tia, ['#1', 'Assignee: Tim Roe', '[Snooze] [Open the card]']);
      assertSees(tim, ['Assignee: Tim Roe'], triage);
    });

    it('reminds who has it, who puts it off until tomorrow morning', async () => {
      const { tim, tia, triage, act } = office;
      await whenDue(tim, /50 % of the time is gone/);
      await act(tia.presses('Snooze'));
      assertSees(tia, ['"Snooze" is for who has #1: Tim Roe.'], triage);
      await act(tim.presses('Snooze'));
      await act(tim.submits({ 'Until when?': 'Until tomorrow morning' }));
      assertSees(tim, [/Snoozed until: \w+ \d+ Mar, 09:00/], triage);
      assertSees(tim, [/Tim Roe snoozed it until \w+ \d+ Mar, 09:00\./], triage);
      await whenDue(tim, /Your snooze is over/);
      assertNeverSees(tim, ['Snoozed until:'], triage);
    }).timeout(60_000);

    it('shows its card to who asks for it, and ends with the ticket', async () => {
      const { tim, tia, triage, alone, act } = office;
      await act(tia.presses('Open the card'));
      assertSees(tia, ['(only you): #1'], triage);
      assertSees(tia, ['Assignee: Tim Roe', '[Resolve]'], alone);
      await act(tim.presses('Resolve'));
      await act(tim.submits({ 'What was done?': 'Changed the lamp.' }));
      assertSees(tia, ['It is resolved: nothing is left to do here.']);
      const timers = await rowsOf<{ kind: string }>(
        office.database,
        'timer',
        "WHERE kind LIKE '%ticket' OR kind = 'escalate'",
      );
      assert.deepEqual(
        timers.map(({ kind }) => kind),
        ['close-ticket'],
      );
    });
  });
}
