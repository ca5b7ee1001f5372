import { type AnyOffice, offices } from './any-office.js';
import { assertNeverSees, assertSees } from './office.js';

for (const { platform, start } of offices) {
  describe(`journey on ${platform}: words a ticket was opened with are changed`, () => {
    let office: AnyOffice;
    let first: string;
    before(async () => {
      office = await start();
      const { ana, act } = office;
      await act(ana.says('talk to a person'));
      first = await act(ana.says('my dock shows nothing on the left screen'));
    });
    after(() => office.dispose());

    it("shows techs the new words on the card, and in its thread as the requester's edit", async () => {
      const { ana, tim, triage, act } = office;
      assertSees(tim, ['#1 My dock shows nothing on the left screen'], triage);
      await act(ana.edits(first, 'my dock shows nothing on the right screen'));
      assertSees(
        tim,
        [
          '#1 My dock shows nothing on the right screen',
          'In their words:',
          'Ana Lee changed their message to: my dock shows nothing on the right screen',
        ],
        triage,
      );
      assertNeverSees(tim, ['left screen'], triage);
      await act(ana.edits(first, 'my dock shows nothing on either screen'));
      assertSees(tim, ['#1 My dock shows nothing on either screen'], triage);
      assertNeverSees(tim, ['right screen'], triage);
    });

    it('takes them out of both when they are deleted, and says so', async () => {
      const { ana, tim, triage, act } = office;
      await act(ana.deletes(first));
      assertSees(tim, ['#1 (deleted by its author)', 'Ana Lee deleted words this ticket was opened with.'], triage);
      assertNeverSees(tim, ['either screen'], triage);
    });
  });
}
