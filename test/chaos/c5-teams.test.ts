import assert from 'node:assert/strict';
import { assertSees, seenText } from '../journeys/office.js';
import { startTeamsOffice, type TeamsOffice } from '../journeys/teams-office.js';
import { rowsOf } from '../support/database.js';
import { figure } from './stage.js';

const DAY = 86_400_000;

interface DeadRow {
  readonly attempts: number;
  readonly reason: string;
}

describe('C5: Teams refuses for good', () => {
  let office: TeamsOffice;
  beforeEach(async () => {
    // What a busy machine delays is to be late, not unknown: it would be given up for another reason.
    office = await startTeamsOffice({ env: { DESKHAND_WAITS: '0.25' } });
  });
  afterEach(() => office.dispose());

  const dead = () => rowsOf<DeadRow>(office.database, 'outbox', "WHERE state = 'dead'");
  const sends = () => office.teams.calls.filter(({ status = 0 }) => status === 403 || status === 404).length;

  it('tries a person who blocked it once, gives it up with the reason, and tells the admin once a day', async () => {
    const { ana, tim, olu, act, tenant, inThread, clock } = office;
    const number = await office.ticketFrom(ana, 'the coffee machine in the lab is on fire');
    await act(tim.presses('Take it', { on: office.card(number).id }));
    tenant.block(ana);
    await inThread(tim, number, 'is it still on fire?');
    await inThread(tim, number, 'hello?');
    const rows = await dead();
    assert.ok(rows.length >= 2, JSON.stringify(rows));
    for (const { attempts, reason } of rows)
      assert.ok(attempts <= 2 && /MessageWritesBlocked/.test(reason), `${attempts}: ${reason}`);
    assertSees(olu, ['I could not deliver something, and gave it up']);
    const told = () => seenText(olu).split('I could not deliver something').length - 1;
    assert.equal(told(), 1);
    clock.forward(DAY);
    await inThread(tim, number, 'and today?');
    assert.equal(told(), 2, 'the next day once more');
    figure('C5 Teams, person', `${rows.length} given up after ${sends()} calls, admin told ${told()}× in two days`, {
      ground: office.database.dialect,
    });
  });

  it('brings the card to the admin where the triage channel is gone', async () => {
    const { ana, olu, triage } = office;
    triage.vanish();
    const number = await office.ticketFrom(ana, 'the coffee machine in the lab is on fire');
    assertSees(olu, ['I could not deliver something, and gave it up']);
    assertSees(olu, [new RegExp(`#${number} `), '[Take it]']);
    const rows = await dead();
    assert.ok(
      rows.every(({ attempts, reason }) => attempts <= 2 && /ConversationNotFound/.test(reason)),
      JSON.stringify(rows),
    );
    figure('C5 Teams, channel', `${rows.length} given up after ${sends()} calls, card shown to the admin`, {
      ground: office.database.dialect,
    });
  });
});
