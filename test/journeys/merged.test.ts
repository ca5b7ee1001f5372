import { type AnyOffice, offices } from './any-office.js';
import { assertNeverSees, assertSees } from './office.js';

for (const { platform, start } of offices)
  describe(`journey: two people's tickets become one, on ${platform}`, () => {
    let office: AnyOffice;
    before(async () => {
      office = await start();
      const { ana, bo, tim, act } = office;
      await office.ticketFrom(ana, 'the badge reader at gate 4 is dark');
      await office.ticketFrom(bo, 'no badge works at gate 4');
      await act(tim.presses('Merge into'));
      await act(tim.submits({ 'Into which ticket?': '#1' }));
    });
    after(() => office.dispose());

    it('brings the words of both to who works on it, and of neither to the other', async () => {
      const { ana, bo, tim, triage, act } = office;
      assertSees(bo, ['#2 is now part of #1. It goes on there.']);
      await act(bo.says('gate 5 is dark as well'));
      assertSees(tim, ['Bo Kim: gate 5 is dark as well'], triage);
      assertNeverSees(ana, ['gate 5']);
    });

    it('tells both when it is over, and only its requester what was done', async () => {
      const { ana, bo, tim, act } = office;
      await act(tim.presses('Resolve'));
      await act(tim.submits({ 'What was done?': 'Reset the reader with the code of Ana.' }));
      assertSees(ana, ['What was done: Reset the reader']);
      assertSees(bo, ['#1, which your #2 is part of, is resolved. If it is not fixed for you, write here.']);
      assertNeverSees(bo, ['Reset the reader']);
    });

    it('opens a new ticket for whom it did not help, and leaves the other resolved', async () => {
      const { ana, bo, tim, triage, act } = office;
      await act(bo.says('it is still broken'));
      assertSees(bo, ['This is now ticket #3.']);
      assertSees(tim, ['#1 ', 'Status: Resolved', '#3 ', 'Status: New', 'Requester: Bo Kim'], triage);
      assertSees(ana, ['Status: Resolved']);
    });
  });
