import assert from 'node:assert/strict';
import { rowsOf } from '../support/database.js';
import { assertNeverSees, assertSees, seenText } from './office.js';
import { startTeamsOffice, type TeamsOffice } from './teams-office.js';

describe('journey: Teams alone', () => {
  let office: TeamsOffice;
  before(async () => {
    office = await startTeamsOffice();
  });
  after(() => office.dispose());
  const roleOf = async (name: string) =>
    (await rowsOf<Record<string, string>>(office.database, 'users')).find(({ first_name }) => first_name === name)
      ?.role;

  it('makes whoever sends the code admin, and the members of the private channel techs', async () => {
    const { olu, triage } = office;
    assertSees(olu, ['You are the admin of the desk now.']);
    assertSees(olu, ['New tickets come to this channel from now on.'], triage);
    assert.deepEqual(await Promise.all(['Olu', 'Tim', 'Tia'].map(roleOf)), ['admin', 'tech', 'tech']);
  });

  it('walks through steps by presses, and changes the card in its place', async () => {
    const { ana, act } = office;
    await act(ana.says('my vpn keeps dropping'));
    assertSees(ana, ['I store what you write to me here', 'Which device are you on?', '[Windows] [Mac]']);
    await act(ana.presses('Mac'));
    await act(ana.presses('At home'));
    assertSees(ana, ['VPN connection: step 1 of 4', '[That fixed it] [Still broken] [Talk to a person]']);
    await act(ana.presses('Still broken'));
    assertSees(ana, ['Still broken after this.', 'VPN connection: step 2 of 4']);
  });

  it('opens a ticket, lets a tech take it, and tells the requester', async () => {
    const { ana, tim, tia, act, triage, card } = office;
    await act(ana.presses('Talk to a person'));
    assertSees(ana, ['This is now ticket #1.']);
    assertSees(tim, [/#1 .*vpn/i, 'Requester: Ana Lee', '[Take it]'], triage);
    const seen = tia.finds('Take it', { on: card(1).id });
    await act(tim.presses('Take it', { on: card(1).id }));
    await act(tia.presses(seen));
    assertSees(tim, ['Assignee: Tim Roe'], triage);
    assertSees(ana, ['Tim Roe has taken #1.']);
    assertSees(tia, [/\(only you\): .*Tim Roe/], triage);
    assertNeverSees(tim, [/\(only you\): .*Tim Roe/], triage);
  });

  it('carries words both ways: the requester to the thread with a mention, the assignee to the requester', async () => {
    const { ana, tim, tia, act, triage, card, inThread } = office;
    await act(ana.says('it is worse since this morning'));
    const relayed = card(1).thread.find(({ text }) => text.includes('it is worse since this morning'));
    assert.deepEqual(relayed?.mentions, [tim.id], seenText(tim, triage));
    await inThread(tim, 1, 'I have reset your profile, please try again');
    assertSees(ana, ['I have reset your profile, please try again']);
    assertSees(tim, ['Ana Lee'], triage);
    await inThread(tia, 1, 'this is a known bug, do not tell anybody');
    assertNeverSees(ana, ['known bug']);
    const recalled = await inThread(tim, 1, 'wrong ticket, sorry');
    assertSees(ana, ['wrong ticket, sorry']);
    await act(tim.deletes(recalled));
    assertNeverSees(ana, ['wrong ticket, sorry']);
  });

  it('asks in a dialog, keeps it open with what is wrong, and resolves', async () => {
    const { ana, tim, act, card } = office;
    await act(tim.presses('Resolve', { on: card(1).id }));
    assert.match(tim.dialog()?.title ?? '', /#1/);
    const [field] = tim.dialog()?.fields ?? [];
    await act(tim.submits({ [field?.label ?? '']: 'Reset the VPN profile.' }));
    assert.equal(tim.dialog(), undefined);
    assertSees(ana, ['resolved', 'Reset the VPN profile.']);
    assert.match(card(1).text, /Status: Resolved/);
  });

  it('opens a form again at once, though the first press is known by the same words', async () => {
    const { tim, act, card } = office;
    await act(tim.presses('Internal note', { on: card(1).id }));
    tim.cancels();
    await act(tim.presses('Internal note', { on: card(1).id }));
    const note = 'checked the log';
    await act(tim.submits({ 'Internal note': note }));
    const events = await rowsOf(office.database, 'ticket_event', "WHERE kind = 'ticket.note'");
    assert.equal(events.length, 1);
    assertNeverSees(office.ana, [note]);
  });

  it('acts once on a press that comes again under another id, and again on one a while later', async () => {
    const { tim, act, card, teams, clock, database } = office;
    const reopened = () => rowsOf(database, 'ticket_event', "WHERE kind = 'ticket.reopen'");
    const { activity } = await act(tim.presses('Reopen', { on: card(1).id }));
    for (const isNew of [false, true, true]) {
      const { status, answer } = await act(teams.redeliver(activity, { isNew }));
      assert.deepEqual([status, JSON.parse(answer).value], [200, 'Done.']);
    }
    assert.equal((await reopened()).length, 1);
    clock.forward(180_000);
    const { answer } = await act(teams.redeliver(activity, { isNew: true }));
    assert.match(JSON.parse(answer).value, /#1/, 'a press of its own, on a card that has moved on');
    assert.equal((await reopened()).length, 1);
  });

  it('answers a mention in a channel in its thread, one ticket a thread', async () => {
    const { bo, act, team, tim, triage } = office;
    const root = await act(bo.mentions(team.general, 'the printer in the lobby eats paper'));
    const thread = () => bo.sees(team.general).conversations[0]?.messages.find(({ id }) => id === root)?.thread ?? [];
    assert.ok(thread().length > 0, seenText(bo, team.general));
    await act(bo.says('talk to a person', { in: team.general, thread: root }));
    assertSees(tim, [/#2 .*printer/i, 'Requester: Bo Kim'], triage);
  });

  it('makes who joins the private channel a tech, and whoever leaves no more', async () => {
    const { bo, act, triage } = office;
    await act(triage.join(bo));
    assert.equal(await roleOf('Bo'), 'tech');
    await act(triage.leave(bo));
    assert.equal(await roleOf('Bo'), 'employee');
  });

  it('refuses guests politely, and people of other tenants', async () => {
    const { tenant, act } = office;
    const guest = tenant.addPerson({ firstName: 'Gus', lastName: 'Guest', isGuest: true });
    await act(guest.says('help me please'));
    const stranger = tenant.addPerson({ firstName: 'Sam', lastName: 'Strange', isStranger: true });
    await act(stranger.says('help me please'));
    assertSees(guest, ['I work for members of this organisation only.']);
    assert.ok(stranger.sees().direct.length > 1, seenText(stranger));
    assert.equal(await roleOf('Gus'), undefined);
    assert.equal(await roleOf('Sam'), undefined);
  });

  it('names the files that come with a message', async () => {
    const { ana, act, tim, triage } = office;
    await act(ana.says('here is what I see', { files: [{ name: 'screenshot.png', type: 'png' }] }));
    const all = seenText(tim, triage) + seenText(ana);
    assert.match(all, /screenshot\.png|Add to #1/, all);
  });

  it('asks before it cancels, and offers an app that was added to a team', async () => {
    const { olu, ana, act, tenant, card } = office;
    await act(olu.presses('Cancel', { on: card(2).id }));
    assert.match(card(2).text, /Status: Cancelled/);
    const other = tenant.addTeam({ name: 'Sales', members: [olu, ana], hasApp: false });
    await act(other.addApp(olu));
    assertSees(ana, ['I am the IT desk.'], other.general);
  });
});
