import assert from 'node:assert/strict';
import { rowsOf } from '../support/database.js';
import { assertNeverSees, assertSees, inChannel, type Office, seenText, startOffice } from './office.js';

describe('journey: a VPN that keeps dropping', () => {
  let office: Office;
  before(async () => {
    office = await startOffice();
  });
  after(() => office.dispose());

  it('asks what is missing, walks through cited steps one at a time, and ends when one fixed it', async () => {
    const { ana, act, triage, tim } = office;
    await act(ana.says('my vpn keeps dropping'));
    assertSees(ana, [
      'Ana Lee: my vpn keeps dropping',
      'I store what you write to me here',
      'Which device are you on?',
      '[Windows] [Mac] [iPhone or iPad] [Android] [Linux]',
      '[Talk to a person]',
    ]);
    await act(ana.presses('Mac'));
    assertSees(ana, ['You answered: Mac', 'Where are you when it happens?', '[At home] [In the office] [On the road]']);
    await act(ana.presses('At home'));
    assertSees(ana, [
      'You answered: At home',
      'VPN connection: step 1 of 4',
      'Disconnect the VPN and open two or three public websites',
      '[1] VPN connection, Check the internet connection first',
      '[That fixed it] [Still broken] [Talk to a person]',
    ]);
    await act(ana.presses('Still broken'));
    assertSees(ana, ['Still broken after this.', 'VPN connection: step 2 of 4', 'click its icon in the menu bar']);
    assertNeverSees(ana, ['step 3 of 4', 'right-click its icon beside the clock']);
    await act(ana.presses('That fixed it'));
    assertSees(ana, ['step 2 of 4', 'That fixed it.', 'Good. I close this here.']);
    assert.deepEqual(
      ana.sees().direct.flatMap(({ buttons }) => buttons),
      [],
      `no button counts any more:\n${seenText(ana)}`,
    );
    assert.doesNotMatch(seenText(tim, triage), /vpn/i, 'nothing of it is for the techs');
  });

  it('keeps the session with its outcome, its steps and its turns', async () => {
    const [session] = await rowsOf<Record<string, string>>(office.database, 'sessions', "WHERE category = 'network'");
    assert.equal(session?.status, 'resolved');
    assert.equal(session.turns, 1);
    const steps = JSON.parse(session.steps_attempted_json ?? '') as { step: string; outcome: string }[];
    assert.deepEqual(
      steps.map(({ step, outcome }) => [step, outcome]),
      [
        ['check-internet', 'still_broken'],
        ['reconnect', 'fixed'],
      ],
    );
  });

  it('understands typed answers as well as presses', async () => {
    const { bo, act } = office;
    await act(bo.says('the vpn disconnects all the time on my windows laptop, I am at home'));
    assertSees(bo, ['VPN connection: step 1 of 4', '[That fixed it]']);
    await act(bo.says('no, still the same'));
    assertSees(bo, ['Still broken after this.', 'step 2 of 4', 'right-click its icon beside the clock']);
    await act(bo.says('that did it, thanks!'));
    assertSees(bo, ['That fixed it.', 'Good. I close this here.']);
  });

  it('never says anything where it was not spoken to', () => {
    const { ana, general } = office;
    assert.deepEqual(inChannel(ana, general), []);
  });
});
