import assert from 'node:assert/strict';
import { rowsOf } from '../support/database.js';
import { runJobs } from '../support/desk-time.js';
import { eventually } from '../support/eventually.js';
import { type AnyOffice, offices, type Someone } from './any-office.js';
import { assertSees, seenText } from './office.js';

const DAY = 86_400_000;

for (const { platform, start } of offices) {
  describe(`journey on ${platform}: what is left lying`, () => {
    let office: AnyOffice;
    before(async () => {
      office = await start();
    });
    after(() => office.dispose());

    /** Lets days pass, and the desk look after what lies about by then. */
    const passes = async (days: number) => {
      office.clock.forward(days * DAY);
      await runJobs(office.database, ['rest-sessions', 'nudge-requesters', 'close-tickets'], office.clock.now());
      await office.quiet();
    };
    const seesAfter = async (days: number, who: Someone, wanted: RegExp, channel?: { readonly id: string }) => {
      await passes(days);
      const isSeen = () => wanted.test(seenText(who, channel));
      await eventually(`${who.name} sees ${wanted} in:\n${seenText(who, channel)}`, isSeen, 20_000);
    };
    const times = (who: Someone, part: string) => seenText(who).split(part).length - 1;

    it('asks once whether somebody is still there, then closes the talk', async () => {
      const { bo, act } = office;
      await act(bo.says('my vpn keeps dropping at home on my mac'));
      await seesAfter(0.2, bo, /Did that help\?/);
      await seesAfter(2, bo, /I close this for now\./);
      assert.equal(times(bo, 'Did that help?'), 1);
      const open = await rowsOf(office.database, 'sessions', "WHERE status <> 'abandoned'");
      assert.deepEqual(open, []);
    }).timeout(60_000);

    it('asks a requester twice for the answer a ticket waits for, then resolves it', async () => {
      const { ana, tim, triage, act } = office;
      await office.ticketFrom(ana, 'the lamp above my desk hums');
      await act(tim.presses('Take it'));
      await act(tim.presses('Ask the requester'));
      await act(tim.submits({ 'What do you need to know?': 'Which desk is it?' }));
      assertSees(ana, ['Which desk is it?']);
      await seesAfter(4.1, ana, /#1 still waits for your answer\. Write here/);
      await seesAfter(3, ana, /#1 still waits for your answer\. Without one it is resolved on/);
      await seesAfter(7, ana, /No answer came, so #1 is resolved\./);
      assertSees(tim, ['Status: Resolved'], triage);
    }).timeout(60_000);

    it('closes it four days later, and opens a linked one when its requester says it is back', async () => {
      const { ana, tim, triage, act } = office;
      await seesAfter(4.1, tim, /Status: Closed/, triage);
      await act(ana.says('it is back again'));
      assertSees(ana, ['#1 is closed, so I opened #2 and linked the two.']);
      assertSees(tim, ['#2 '], triage);
    }).timeout(60_000);
  });
}
