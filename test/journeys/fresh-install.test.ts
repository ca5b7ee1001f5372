import assert from 'node:assert/strict';
import { rowsOf } from '../support/database.js';
import type { LoopbackChannel } from '../support/slack/channel.js';
import type { Person } from '../support/slack/person.js';
import { type SlackDesk, startSlackDesk } from '../support/slack-desk.js';
import { assertNeverSees, assertSees, inChannel, type Office, seenText, startOffice } from './office.js';

const CHOOSE = 'Use this channel for tickets';

describe('journey: a fresh install', () => {
  let desk: SlackDesk;
  let olu: Person;
  let tim: Person;
  let tia: Person;
  let ana: Person;
  let triage: LoopbackChannel;
  before(async () => {
    desk = await startSlackDesk();
    const { workspace } = desk;
    olu = workspace.addPerson({ firstName: 'Olu', lastName: 'Ade', email: 'olu@example.com', isOwner: true });
    tim = workspace.addPerson({ firstName: 'Tim', lastName: 'Roe', email: 'tim@example.com' });
    tia = workspace.addPerson({ firstName: 'Tia', lastName: 'Sun', email: 'tia@example.com' });
    ana = workspace.addPerson({ firstName: 'Ana', lastName: 'Lee', email: 'ana@example.com' });
    triage = workspace.addChannel({ name: 'it-triage', isPrivate: true, members: [olu, tim] });
  });
  after(() => desk.dispose());

  async function act<T>(doing: Promise<T>): Promise<T> {
    const done = await doing;
    await desk.quiet();
    return done;
  }
  const roleOf = async ({ name }: Person) =>
    (await rowsOf<Record<string, string>>(desk.database, 'users')).find(({ first_name }) =>
      name.startsWith(`${first_name}`),
    )?.role;

  it('makes the first owner who writes the admin, and nobody else', async () => {
    await act(ana.says('hello'));
    await act(olu.says('hello'));
    await act(tim.says('hello'));
    assert.deepEqual(await Promise.all([olu, tim, ana].map(roleOf)), ['admin', 'employee', 'employee']);
    const second = desk.workspace.addPerson({
      firstName: 'Ora',
      lastName: 'Ito',
      email: 'ora@example.com',
      isOwner: true,
    });
    await act(second.says('hello'));
    assert.equal(await roleOf(second), 'employee');
  });

  it('has printed a one-time code, which is of no use once there is an admin', async () => {
    await act(ana.says(codeIn(desk)));
    assertSees(ana, ['That is not the code I printed at start.']);
    assert.equal(await roleOf(ana), 'employee');
  });

  it('brings a ticket to the admin until a channel is chosen', async () => {
    await act(ana.says('talk to a person'));
    await act(ana.says('the coffee machine in the lab is on fire'));
    assertSees(ana, ['This is now ticket #1.']);
    assertSees(olu, ['No channel is chosen for tickets yet', '#1 The coffee machine', '[Take it]']);
  });

  it('offers a channel it is invited to, and lets only an admin choose it', async () => {
    await act(triage.inviteBot(tim));
    assertSees(tim, ['New tickets can come to this channel as cards.', `[${CHOOSE}]`], triage);
    await act(tim.presses(CHOOSE));
    assertSees(tim, ['(only you): Only an admin of the desk can choose the channel for tickets.'], triage);
    assert.equal(await roleOf(tim), 'employee');
    assert.equal(inChannel(olu, triage).length, 1, seenText(olu, triage));
    await act(olu.presses(CHOOSE));
    assertSees(olu, ['New tickets come to this channel from now on.', '#1 The coffee machine', '[Take it]'], triage);
    assertNeverSees(olu, [`[${CHOOSE}]`], triage);
  });

  it('makes the members of the channel techs, later comers too, and takes it from those who leave', async () => {
    assert.deepEqual(await Promise.all([olu, tim, tia, ana].map(roleOf)), ['admin', 'tech', undefined, 'employee']);
    await act(triage.join(tia));
    await act(tia.says('hello'));
    assert.equal(await roleOf(tia), 'tech');
    await act(triage.join(ana));
    assert.equal(await roleOf(ana), 'tech');
    await act(triage.leave(ana));
    assert.equal(await roleOf(ana), 'employee');
    await act(triage.leave(olu));
    assert.equal(await roleOf(olu), 'admin');
    await act(triage.join(olu));
    assert.equal(await roleOf(olu), 'admin');
  });

  it('lets a tech who was there from the start, and never wrote to it, work at once', async () => {
    const ted = desk.workspace.addPerson({ firstName: 'Ted', lastName: 'Poe', email: 'ted@example.com' });
    await act(triage.join(ted));
    await act(ted.presses('Take it'));
    assertSees(ted, ['Assignee: Ted Poe'], triage);
    assertSees(ana, ['Ted Poe has taken #1.']);
    assert.equal(await roleOf(ted), 'tech');
  });

  it('only says what it is in a second channel', async () => {
    const second = desk.workspace.addChannel({ name: 'random', members: [olu, ana] });
    await act(second.inviteBot(ana));
    assertSees(olu, ['I am the IT desk. Mention me here'], second);
    assertNeverSees(olu, [CHOOSE], second);
  });

  it("posts a card anew where somebody deleted it, also the admin's copy from before the channel", async () => {
    const own = olu.sees().direct.find(({ text }) => text.includes('#1 '));
    assert.ok(own, seenText(olu));
    await act(olu.deletes(own.ts));
    assertSees(olu, ['#1 The coffee machine', 'Assignee: Ted Poe']);
    const shared = inChannel(olu, triage).find(({ text }) => text.includes('#1 '));
    assert.ok(shared, seenText(olu, triage));
    await act(olu.deletes(shared.ts));
    const after = inChannel(olu, triage).filter(({ text }) => text.includes('#1 '));
    assert.equal(after.length, 1, seenText(olu, triage));
    await act(tim.presses('Join', { on: after[0]?.ts ?? '' }));
    assertSees(tim, ['Tim Roe joined.'], triage);
  });
});

describe('journey: the one-time code', () => {
  let desk: SlackDesk;
  before(async () => {
    desk = await startSlackDesk();
  });
  after(() => desk.dispose());

  it('makes whoever sends it in a direct message the admin, once', async () => {
    const ana = desk.workspace.addPerson({ firstName: 'Ana', lastName: 'Lee', email: 'ana@example.com' });
    const bo = desk.workspace.addPerson({ firstName: 'Bo', lastName: 'Kim', email: 'bo@example.com' });
    const code = codeIn(desk);
    await bo.says('ABCD-EFGH');
    await desk.quiet();
    assertSees(bo, ['That is not the code I printed at start.']);
    await ana.says(code.toLowerCase());
    await desk.quiet();
    assertSees(ana, ['You are the admin of the desk now.']);
    await bo.says(code);
    await desk.quiet();
    assertNeverSees(bo, ['You are the admin']);
    const admins = await rowsOf<{ first_name: string }>(desk.database, 'users', "WHERE role = 'admin'");
    assert.deepEqual(
      admins.map(({ first_name }) => first_name),
      ['Ana'],
    );
  });
});

describe('journey: a public triage channel', () => {
  let office: Office;
  before(async () => {
    office = await startOffice({ isPublic: true });
  });
  after(() => office.dispose());

  it('shows the number and a warning of a private ticket, and nothing more', async () => {
    const { olu, tim, ana, bo, triage, act } = office;
    assertSees(tim, ['This channel is public, so private tickets show only their number here.'], triage);
    const techs = await rowsOf(office.database, 'users', "WHERE role = 'tech'");
    assert.equal(techs.length, 0, 'members of a public channel are not techs');
    const number = await office.ticketFrom(ana, 'my salary statement is visible to everyone on the share');
    assertSees(bo, [`#${number} is private`, 'nothing of it is shown here', '[Take it]'], triage);
    assertNeverSees(bo, [/salary/i, 'Ana Lee'], triage);
    await act(olu.presses('Take it'));
    assertSees(bo, ['Somebody has it.'], triage);
    assertNeverSees(bo, [/salary/i, 'Ana Lee', 'Olu Ade has it'], triage);
    assertSees(ana, ['Olu Ade has taken']);
  });

  it('shows all of a ticket that was told in public', async () => {
    const { ana, bo, triage, general, act } = office;
    const root = await act(bo.mentions(general, 'the printer in the lobby eats paper'));
    await act(bo.says('talk to a person', { in: general, thread: root }));
    assertSees(ana, [/#2 .*printer/i, 'Requester: Bo Kim'], triage);
  });
});

function codeIn({ printed }: SlackDesk): string {
  const code = /[2-9A-Z]{4}-[2-9A-Z]{4}$/.exec(printed.join('\n'))?.[0];
  assert.ok(code, `no code in: ${printed.join('\n')}`);
  return code;
}
