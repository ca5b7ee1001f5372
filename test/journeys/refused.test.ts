import assert from 'node:assert/strict';
import { rowsOf } from '../support/database.js';
import { assertSees, inChannel, type Office, seenText, startOffice } from './office.js';

describe('journey: people the desk does not work for', () => {
  let office: Office;
  before(async () => {
    office = await startOffice();
  });
  after(() => office.dispose());

  const nothingOf = async (firstName: string) => {
    assert.deepEqual(await rowsOf(office.database, 'users', `WHERE first_name = '${firstName}'`), []);
    const sessions = await rowsOf(office.database, 'sessions');
    assert.equal(sessions.length, known, 'no session was opened');
  };
  let known = 0;
  beforeEach(async () => {
    known = (await rowsOf(office.database, 'sessions')).length;
  });

  it('tells a guest whom to ask, and keeps nothing of them', async () => {
    const { workspace, act } = office;
    const gus = workspace.addPerson({ firstName: 'Gus', lastName: 'Orr', email: 'gus@partner.example', isGuest: true });
    await act(gus.says('my vpn keeps dropping'));
    assertSees(gus, ['I work for members of this organisation only.']);
    const refused = await rowsOf<{ kind: string; detail_json: string }>(
      office.database,
      'ticket_event',
      "WHERE kind = 'words.refused'",
    );
    assert.deepEqual(
      refused.map(({ detail_json }) => JSON.parse(detail_json)),
      [{ why: 'guest', platform: 'slack', person: gus.id }],
    );
    await nothingOf('Gus');
  });

  it('tells somebody of another workspace to ask their own desk', async () => {
    const { workspace, act } = office;
    const sid = workspace.addPerson({
      firstName: 'Sid',
      lastName: 'Fox',
      email: 'sid@elsewhere.example',
      isStranger: true,
    });
    const shared = workspace.addChannel({ name: 'shared', members: [sid, office.bo], withBot: true });
    await act(sid.mentions(shared, 'my vpn keeps dropping'));
    assertSees(sid, ['I work for another organisation than yours.'], shared);
    await nothingOf('Sid');
  });

  it('refuses their presses in a whisper, without any effect', async () => {
    const { workspace, act, bo } = office;
    const gil = workspace.addPerson({ firstName: 'Gil', lastName: 'Day', email: 'gil@partner.example', isGuest: true });
    const shared = workspace.addChannel({ name: 'project', members: [gil, bo], withBot: true });
    await act(bo.mentions(shared, 'my vpn keeps dropping'));
    const before = await rowsOf(office.database, 'sessions');
    await act(gil.presses('Mac'));
    assert.ok(
      inChannel(gil, shared).some(
        ({ thread, isEphemeral, text }) =>
          (isEphemeral && text.includes('members of this organisation only')) ||
          thread.some((each) => each.isEphemeral && each.text.includes('members of this organisation only')),
      ),
      seenText(gil, shared),
    );
    assert.deepEqual(await rowsOf(office.database, 'sessions'), before);
    assertSees(bo, ['Which device are you on?', '[Mac]'], shared);
  });

  it('never answers another bot, nor Slackbot', async () => {
    const { workspace, act, general } = office;
    const rob = workspace.addPerson({ firstName: 'Rob', lastName: 'Bot', isBot: true });
    const room = workspace.addChannel({ name: 'bots', members: [rob], withBot: true });
    for (let times = 0; times < 5; times += 1) await act(rob.mentions(room, 'my vpn keeps dropping'));
    assert.equal(inChannel(rob, room).flatMap(({ thread }) => thread).length, 0, seenText(rob, room));
    await nothingOf('Rob');
    const elsewhere = workspace.addChannel({ name: 'gone', members: [office.ana], withBot: true });
    await act(elsewhere.removeBot(office.ana));
    assert.equal(inChannel(office.ana, general).length, 0);
    await nothingOf('Slackbot');
  });

  it('helps no longer once a member was deactivated', async () => {
    const { workspace, act } = office;
    const dee = workspace.addPerson({ firstName: 'Dee', lastName: 'Roy', email: 'dee@example.com' });
    await dee.becomes({ isDeactivated: true });
    await act(dee.says('my vpn keeps dropping'));
    assertSees(dee, ['Your account is deactivated']);
    await nothingOf('Dee');
  });
});
