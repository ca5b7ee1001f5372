import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { words } from '../../src/cards/wording/index.js';
import { packageRoot } from '../../src/package-root.js';
import { startTestDesk, type TestDesk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import { assertInvariants } from '../support/invariants.js';
import { playgroundPerson } from '../support/playground-person.js';

describe('the example company in the playground', () => {
  let desk: TestDesk;
  beforeEach(async () => {
    desk = await startTestDesk();
  });
  afterEach(() => desk.dispose());

  const isOffered = async () => {
    const state = (await (await fetch(`${desk.url}/playground/state`)).json()) as { offersCompany: boolean };
    return state.offersCompany;
  };
  const fill = async () => {
    const response = await fetch(`${desk.url}/playground/company`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: desk.url },
      body: '{}',
    });
    assert.equal(response.status, 200, await response.text());
    await desk.quiet();
  };

  /** Besides them techs are told of devices and warranties. */
  const ticketsInTriage = async () => {
    const messages = await playgroundPerson(desk, 'tech').messages('channel:triage');
    return messages.filter(({ reply }) => /^#\d+ /.test(reply?.card?.title ?? '')).length;
  };

  it('is offered while there is none, comes with one press, and everybody has something to do', async () => {
    assert.equal(await isOffered(), true);
    await fill();
    assert.equal(await isOffered(), false);
    const employee = playgroundPerson(desk, 'employee');
    const tech = playgroundPerson(desk, 'tech');
    assert.match(await employee.sees(), /You work in Sales of an example company now/);
    assert.match(
      await playgroundPerson(desk, 'manager').sees(),
      /48 in 6 departments[\s\S]*Devices: 60[\s\S]*Tickets: 20 \(7 open\)/,
    );
    assert.equal(await ticketsInTriage(), 7);
    await tech.presses('Take it', 'channel:triage');
    await employee.says('my vpn keeps dropping');
    assert.match(await employee.sees(), /Where are you when it happens\?|Which device is it\?|step 1/);
    const slack = { calls: [], deliveries: [] };
    // Jobs do what is due in it, and each may make something else due.
    const holds = () => assertInvariants({ database: desk.database, desks: [], slack, now: desk.clock.now() });
    const isAtRest = () =>
      holds().then(
        () => true,
        () => false,
      );
    // What never came to rest says what is wrong with it.
    await eventually('the desk has come to rest', isAtRest).catch(holds);
  });

  it('comes once, however often it is pressed', async () => {
    await Promise.all([fill(), fill()]);
    await fill();
    assert.equal(await ticketsInTriage(), 7);
    const told = await playgroundPerson(desk, 'manager').sees();
    assert.equal(told.match(/This is an example company now/g)?.length, 1);
  });

  it('is offered by the page in the same words', () => {
    const page = readFileSync(join(packageRoot, 'src/platforms/web/public/index.html'), 'utf8');
    assert.ok(page.includes(`>${words.demo.offer}</button>`));
  });
});
