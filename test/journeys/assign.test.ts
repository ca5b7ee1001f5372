import assert from 'node:assert/strict';
import { type AnyOffice, offices } from './any-office.js';
import { assertSees } from './office.js';

for (const { platform, start } of offices) {
  describe(`journey on ${platform}: assigning`, () => {
    let office: AnyOffice;
    before(async () => {
      office = await start();
      await office.ticketFrom(office.ana, 'my dock does not charge');
    });
    after(() => office.dispose());

    const standing = (lastName: string, value: string) =>
      office.database.write((tx) =>
        tx.run(
          `/* all orgs: a test */ UPDATE account SET standing = $1
           WHERE user_id IN (SELECT user_id FROM users WHERE last_name = $2)`,
          [value, lastName],
        ),
      );

    it('offers nobody who has left, and takes who is there', async () => {
      const { tim, tia, triage, act, offeredTo } = office;
      await standing('Sun', 'deactivated');
      await tim.presses('Assign');
      assert.deepEqual(offeredTo(tim).toSorted(), ['Olu Ade', 'Tim Roe']);
      await act(tim.submits({ 'Who takes it?': 'Olu Ade' }));
      assertSees(tia, ['Assignee: Olu Ade', 'Tim Roe assigned it to Olu Ade.'], triage);
    });

    it('says of who left while the form was open that they cannot take it', async () => {
      const { tim, triage, act } = office;
      await standing('Sun', 'member');
      await tim.presses('Assign');
      await standing('Sun', 'deactivated');
      await act(tim.submits({ 'Who takes it?': 'Tia Sun' }));
      assertSees(tim, ['Assignee: Olu Ade'], triage);
    });
  });
}
