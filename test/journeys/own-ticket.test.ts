import assert from 'node:assert/strict';
import { rowsOf } from '../support/database.js';
import { assertNeverSees, assertSees, type Office, seenText, startOffice } from './office.js';

describe('journey: a tech with trouble of their own', () => {
  let office: Office;
  before(async () => {
    office = await startOffice();
  });
  after(() => office.dispose());

  it('is helped as everybody else, and may take the ticket themselves', async () => {
    const { tim, tia, triage, act } = office;
    const number = await office.ticketFrom(tim, 'my second screen stays dark');
    assertSees(tia, [`#${number} My second screen stays dark`, 'Requester: Tim Roe', '[Take it]'], triage);
    await act(tim.presses('Take it'));
    assertSees(tia, ['Status: In progress', 'Assignee: Tim Roe', 'Tim Roe has it.'], triage);
    const [work] = await rowsOf<{ assignee_user_id: string; first_responded_at: string }>(
      office.database,
      'ticket_work',
    );
    const [ticket] = await rowsOf<{ user_id: string }>(office.database, 'tickets');
    assert.equal(work?.assignee_user_id, ticket?.user_id);
  });

  it('does not have their words sent back to them', async () => {
    const { tim, triage } = office;
    const before = tim.sees().direct.length;
    await office.inThread(tim, 1, 'swapped the cable');
    assert.equal(tim.sees().direct.length, before, seenText(tim));
    assertNeverSees(tim, ['→ Tim Roe reads this'], triage);
  });

  it('reads what a colleague who joined writes', async () => {
    const { tim, tia, act } = office;
    await act(tia.presses('Join'));
    await office.inThread(tia, 1, 'I have a spare one');
    assertSees(tim, ['Tia Sun about #1: I have a spare one']);
  });

  it('is not made the assignee by saying that it is fixed', async () => {
    const { tia, triage, act } = office;
    const number = await office.ticketFrom(tia, 'my headset hums');
    await act(tia.presses("It's fixed"));
    assertSees(tia, [`#${number} My headset hums`, 'Status: Resolved', 'Assignee: Nobody yet'], triage);
  });
});
