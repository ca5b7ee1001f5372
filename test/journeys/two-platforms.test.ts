import assert from 'node:assert/strict';
import { type BothDesk, startBothDesk } from '../support/both-desk.js';
import { rowsOf } from '../support/database.js';
import type { LoopbackChannel } from '../support/slack/channel.js';
import type { Person as SlackPerson } from '../support/slack/person.js';
import type { Person as TeamsPerson } from '../support/teams/person.js';
import { assertNeverSees, assertSees, inChannel, seenText } from './office.js';

describe('journey: a requester on Teams, a tech on Slack', () => {
  let desk: BothDesk;
  let tim: SlackPerson;
  let tia: SlackPerson;
  let ana: TeamsPerson;
  let triage: LoopbackChannel;

  before(async () => {
    desk = await startBothDesk();
    const { workspace, tenant, act } = desk;
    const onSlack = (firstName: string, lastName: string, isOwner = false) =>
      workspace.addPerson({ firstName, lastName, email: `${firstName.toLowerCase()}@home.example`, isOwner });
    const olu = onSlack('Olu', 'Ade', true);
    tim = onSlack('Tim', 'Roe');
    tia = onSlack('Tia', 'Sun');
    ana = tenant.addPerson({ firstName: 'Ana', lastName: 'Lee', email: 'ana@home.example' });
    triage = workspace.addChannel({ name: 'it-triage', isPrivate: true, members: [olu, tim, tia] });
    for (const person of [olu, tim, tia]) await act(person.says('hello'));
    await act(triage.inviteBot(olu));
    await act(olu.presses('Use this channel for tickets'));
  });
  after(() => desk.dispose());

  const card = () => {
    const found = inChannel(tim, triage).find(({ text }) => /^\W*#1 /.test(text));
    assert.ok(found, seenText(tim, triage));
    return found;
  };
  const inThread = (who: SlackPerson, text: string, files: readonly { name: string; content: string }[] = []) =>
    desk.act(who.says(text, { in: triage, thread: card().ts, files }));
  /** The state both cards show, as the people before them read it. */
  const states = () => [/Status: ([^\n]+)/.exec(card().text)?.[1], /.*Status: ([^\n]+)/s.exec(seenText(ana))?.[1]];
  const opens = (url: string) => fetch(`${desk.url}${new URL(url).pathname}`);

  it('is one organisation from the start', async () => {
    await desk.act(ana.says('hello'));
    assert.equal((await rowsOf(desk.database, 'orgs')).length, 1);
    assert.equal((await rowsOf(desk.database, 'installation')).length, 2);
  });

  it('brings what is asked on Teams to the techs on Slack, with what was tried and sent', async () => {
    await desk.act(ana.says('my vpn keeps dropping'));
    await desk.act(ana.presses('Mac'));
    await desk.act(ana.presses('At home'));
    await desk.act(ana.presses('Still broken'));
    await desk.act(ana.presses('Talk to a person'));
    assertSees(ana, ['This is now ticket #1.']);
    assertSees(tim, ['#1 My vpn keeps dropping', 'Requester: Ana Lee', 'Already tried', '❌', '[Take it]'], triage);
    assert.deepEqual(states(), ['New', 'Waiting for someone to take it']);
  });

  it('shows on both what happens on either', async () => {
    await desk.act(tim.presses('Take it'));
    assertSees(ana, ['Tim Roe has taken #1.']);
    assert.deepEqual(states(), ['In progress', 'Somebody is working on it']);
    await desk.act(tim.presses('Ask the requester'));
    await desk.act(tim.submits({ [tim.modal()?.fields[0]?.label ?? '']: 'Which network is it?' }));
    assertSees(ana, ['Which network is it?']);
    assert.equal(states()[0], 'Waiting for the requester');
    await desk.act(ana.says('it is the one at home'));
    assertSees(tim, ['Ana Lee: it is the one at home', '@Tim Roe'], triage);
    assert.equal(states()[0], 'In progress');
  });

  it('carries words and files both ways, their changes and their end', async () => {
    const sent = await desk.act(
      ana.says('this is the error', { files: [{ name: 'error.txt', type: 'txt', content: 'code 691' }] }),
    );
    assertSees(tim, ['Ana Lee: this is the error', '📎 error.txt'], triage);
    const link = card()
      .thread.flatMap(({ links }) => links)
      .find(({ label }) => label === 'error.txt');
    assert.ok(link);
    assert.equal(await (await opens(link.url)).text(), 'code 691');
    await desk.act(ana.edits(sent, 'this is the whole error'));
    assertSees(tim, ['this is the whole error'], triage);

    const profile = await inThread(tim, 'please install this profile', [{ name: 'vpn.zip', content: 'profile' }]);
    assertSees(ana, ['Tim Roe about #1: please install this profile', 'vpn.zip']);
    const [url] = ana
      .sees()
      .direct.flatMap(({ links }) => links)
      .filter((one) => one.includes('/files/'));
    assert.equal(await (await opens(url ?? '')).text(), 'profile');
    await desk.act(tim.deletes(profile));
    assertNeverSees(ana, ['please install this profile']);
    assert.equal((await opens(url ?? '')).status, 404);
  });

  it('keeps among techs what techs say to each other, whatever the platform', async () => {
    await inThread(tia, 'is she the one who always calls?');
    await desk.act(tim.presses('Internal note', { on: card().ts }));
    await desk.act(tim.submits({ [tim.modal()?.fields[0]?.label ?? '']: 'be patient with her' }));
    assertNeverSees(ana, ['always calls', 'be patient']);
  });

  it('resolves on Slack, is opened again by a word on Teams, and resolved by its requester', async () => {
    await desk.act(tim.presses('Resolve', { on: card().ts }));
    await desk.act(tim.submits({ [tim.modal()?.fields[0]?.label ?? '']: 'Renewed the profile.' }));
    assertSees(ana, ['Renewed the profile.']);
    assert.equal(states()[0], 'Resolved');
    await desk.act(ana.says('it broke again'));
    assertSees(tim, ['Ana Lee: it broke again'], triage);
    assert.equal(states()[0], 'In progress');
    await desk.act(ana.presses("It's fixed"));
    assert.equal(states()[0], 'Resolved');
    assertSees(tim, ['Ana Lee says it is fixed.'], triage);
  });

  it('knows its people by their verified e-mail on either platform', async () => {
    const { workspace, act, database } = desk;
    const same = workspace.addPerson({ firstName: 'Ana', lastName: 'Lee', email: 'Ana@home.example' });
    await act(same.says('tickets'));
    assertSees(same, ['#1 My vpn keeps dropping']);
    const people = await rowsOf<{ email: string }>(database, 'users');
    assert.equal(people.filter(({ email }) => email === 'ana@home.example').length, 1);
  });
});
