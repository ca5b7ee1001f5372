import assert from 'node:assert/strict';
import { rowsOf } from '../support/database.js';
import { assertNeverSees, assertSees, type Office, seenText, startOffice } from './office.js';

describe('journey: words that are taken back', () => {
  let office: Office;
  before(async () => {
    office = await startOffice();
    await office.ticketFrom(office.ana, 'my vpn keeps dropping');
    await office.act(office.tim.presses('Take it'));
  });
  after(() => office.dispose());

  const stored = async () =>
    JSON.stringify([
      await rowsOf(office.database, 'messages'),
      await rowsOf(office.database, 'session_work'),
      await rowsOf(office.database, 'outbox'),
    ]);

  it("recalls a tech's words that are edited to mention a colleague, for good", async () => {
    const { tim, tia, ana, triage, act } = office;
    const ts = await office.inThread(tim, 1, 'Please restart the app.');
    assertSees(ana, ['Please restart the app.']);
    await act(tim.edits(ts, ['Please restart the app. ', tia, ' she never listens']));
    assertNeverSees(ana, ['restart the app', 'never listens']);
    assertSees(tim, ['Taken back. The requester no longer sees it.'], triage);
    await act(tim.edits(ts, 'Please restart the app, she never listens'));
    assertNeverSees(ana, ['restart the app', 'never listens']);
    assert.ok(!(await stored()).includes('never listens'));
  });

  it('follows an edit of words that wait to be told where they belong', async () => {
    const { ana, act } = office;
    const ts = await act(ana.says('my printer jams, the pin is 4711'));
    assertSees(ana, ['You have ticket #1 open.', 'the pin is 4711', '[Add to #1] [New request]']);
    await act(ana.edits(ts, 'my printer jams'));
    assertSees(ana, ['You have ticket #1 open.', 'my printer jams', '[Add to #1] [New request]']);
    assertNeverSees(ana, ['4711']);
    assert.ok(!(await stored()).includes('4711'));
  });

  it('asks no more where they belong when the last of them is deleted', async () => {
    const { ana, tim, triage, act } = office;
    const late = ana.finds('Add to #1');
    const more = await act(ana.says('and the scanner, too'));
    assertSees(ana, ['my printer jams', 'and the scanner, too', '[Add to #1] [New request]']);
    const first = ana.sees().direct.find(({ from, text }) => from === 'Ana Lee' && text === 'my printer jams');
    assert.ok(first, seenText(ana));
    await act(ana.deletes(first.ts));
    assertSees(ana, ['You have ticket #1 open.', 'and the scanner, too', '[Add to #1] [New request]']);
    assertNeverSees(ana, ['my printer jams']);
    await act(ana.deletes(more));
    assertSees(ana, ['You deleted that message, so I no longer use it.']);
    assertNeverSees(ana, ['You have ticket #1 open.', 'scanner', '[Add to #1]']);
    await act(ana.presses(late));
    assertNeverSees(ana, ['Added to #1.']);
    assertNeverSees(tim, ['printer', 'scanner'], triage);
    assert.ok(!/printer jams|scanner/.test(await stored()));
  });

  it('takes the next words as if nothing had been asked', async () => {
    const { ana, tim, triage, act } = office;
    await act(ana.says('it drops every ten minutes'));
    assertSees(tim, ['Ana Lee: it drops every ten minutes'], triage);
  });

  it('takes what a ticket was opened with out of it, wherever it is shown', async () => {
    const { bo, tim, triage, act } = office;
    await act(bo.says('talk to a person'));
    const ts = await act(bo.says('The payroll page refuses me. My password is hunter2.'));
    assertSees(tim, ['#2 The payroll page refuses me', 'My password is hunter2.'], triage);
    await act(bo.deletes(ts));
    assertNeverSees(tim, ['payroll', 'hunter2'], triage);
    assertSees(tim, ['#2 (deleted by its author)', 'Requester: Bo Kim'], triage);
    assertNeverSees(bo, ['payroll', 'hunter2']);
    const tickets = JSON.stringify(await rowsOf(office.database, 'tickets'));
    assert.ok(!/payroll|hunter2/.test(tickets + (await stored())), 'and it is no longer stored');
  });
});
