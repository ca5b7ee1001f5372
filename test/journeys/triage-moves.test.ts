import assert from 'node:assert/strict';
import type { LoopbackChannel } from '../support/slack/channel.js';
import { assertNeverSees, assertSees, inChannel, type Office, seenText, startOffice } from './office.js';

describe('journey: tickets are worked in another channel from now on', () => {
  let office: Office;
  let second: LoopbackChannel;
  before(async () => {
    office = await startOffice();
    const { olu, tim, tia, ana, workspace, act } = office;
    await office.ticketFrom(ana, 'my vpn keeps dropping');
    await act(tim.presses('Take it'));
    second = workspace.addChannel({ name: 'it-second', isPrivate: true, members: [olu, tim, tia] });
    await act(second.inviteBot(olu));
    await act(olu.mentions(second, 'set up'));
    await act(olu.presses('Use this channel for tickets'));
  });
  after(() => office.dispose());

  const root = () => {
    const found = inChannel(office.tim, second).find(({ text }) => /^\W*#1 /.test(text));
    assert.ok(found, seenText(office.tim, second));
    return found.ts;
  };

  it('relays what is written under the new card, and brings there what the requester answers', async () => {
    const { tim, ana, triage, act } = office;
    await act(tim.says('Which version is it?', { in: second, thread: root() }));
    assertSees(ana, ['Tim Roe about #1: Which version is it?']);
    assertSees(tim, ['Which version is it?', '→ Ana Lee reads this'], second);
    await act(ana.says('it says 7.2'));
    assertSees(tim, ['Ana Lee: it says 7.2', '@Tim Roe'], second);
    assertNeverSees(tim, ['it says 7.2'], triage);
  });

  it('still relays what is written under the old one, and takes it back', async () => {
    const { tim, tia, ana } = office;
    const ts = await office.inThread(tim, 1, 'Please update it.');
    await office.inThread(tia, 1, 'she will not');
    assertSees(ana, ['Tim Roe about #1: Please update it.']);
    assertNeverSees(ana, ['she will not']);
    await office.act(tim.deletes(ts));
    assertNeverSees(ana, ['Please update it.']);
  });

  it('goes on where it was when the first channel is chosen again', async () => {
    const { olu, tim, ana, triage, act } = office;
    await act(olu.mentions(triage, 'set up'));
    await act(olu.presses('Use this channel for tickets'));
    await act(ana.says('now it says 7.3'));
    assertSees(tim, ['Ana Lee: now it says 7.3'], triage);
    assertNeverSees(tim, ['7.3'], second);
  });
});
