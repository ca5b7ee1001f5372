import assert from 'node:assert/strict';
import { rowsOf } from '../../support/database.js';
import { direct, type Room, startRoom, triagePlace } from '../../support/room.js';

describe('relayed words', () => {
  let room: Room;

  beforeEach(async () => {
    room = await startRoom();
    await room.says('ana', 'talk to a person');
    await room.says('ana', 'my monitor shows everything upside down');
  });
  afterEach(() => room.dispose());

  const take = () => room.presses('tim', 'Take it', { in: triagePlace });
  const inThread = async (who: string, text: string, more: object = {}) =>
    room.says(who, text, { in: await room.thread(), isAddressed: false, ...more });

  it('are kept in the session with who said them, and count as the turns of its person', async () => {
    await take();
    await inThread('tim', 'is the cable in');
    await room.says('ana', 'yes it is');
    const messages = await rowsOf<{ role: string; content: string }>(
      room.database,
      'messages',
      "WHERE content IN ('is the cable in', 'yes it is') ORDER BY message_id",
    );
    assert.deepEqual(
      messages.map(({ role, content }) => [role, content]),
      [
        ['tech', 'is the cable in'],
        ['user', 'yes it is'],
      ],
    );
  });

  it("answer the first-response clock, and the ticket's card shows it", async () => {
    const form = await room.presses('olu', 'Assign', { in: triagePlace });
    assert.ok(form.kind === 'form');
    const [tim] = await rowsOf<{ user_id: string }>(room.database, 'users', "WHERE email = 'tim@example.com'");
    await room.submits('olu', form.form, { assignee: tim?.user_id ?? '' });
    assert.match(await room.reads(triagePlace), /Respond by/);
    await inThread('tim', 'on my way');
    assert.match(await room.reads(triagePlace), /Resolve by/);
    assert.doesNotMatch(await room.reads(triagePlace), /Respond by/);
  });

  it('stay among techs before anyone took it, when they mention a colleague, and from who has not joined', async () => {
    await inThread('tim', 'who knows this one');
    await take();
    await inThread('tim', 'look at this', { mentions: ['tia'] });
    await inThread('tia', 'never seen it');
    assert.doesNotMatch(await room.reads('ana'), /who knows|look at this|never seen/);
    assert.deepEqual(await room.presses('tia', 'Join', { in: triagePlace }), { kind: 'done' });
    await inThread('tia', 'try turning it');
    assert.match(await room.reads('ana'), /Tia Roe about #1: try turning it/);
  });

  it('name the files that came with them', async () => {
    await take();
    const files = [{ id: 'F1', name: 'screen.png', type: 'image/png', bytes: 10 }];
    await room.says('ana', '', { files });
    assert.match(await room.reads(await room.thread()), /Ana Roe: \[screen\.png\]/);
  });

  it('mention the assignee, so that they are notified', async () => {
    await room.says('ana', 'nobody reads this yet');
    await take();
    await room.says('ana', 'it hums');
    const thread = await room.sees(await room.thread());
    const notified = thread.map(({ reply }) => JSON.stringify(reply.text).includes('"person":"tim"'));
    const words = thread.map(({ text }) => text);
    assert.equal(notified[words.findIndex((text) => text.includes('nobody reads'))], false);
    assert.equal(notified[words.findIndex((text) => text.includes('it hums'))], true);
  });
});

describe('words relayed to a tech alone', () => {
  let room: Room;

  before(async () => {
    room = await startRoom({ isPublic: true });
    await room.says('ana', 'talk to a person');
    await room.says('ana', 'my salary statement opens as gibberish');
    await room.presses('tim', 'Take it', { in: triagePlace });
  });
  after(() => room.dispose());

  it('follow an edit and go with a deletion', async () => {
    const id = await room.says('ana', 'it is the one of january');
    await room.edits('ana', id, 'it is the one of may');
    const edited = await room.reads(direct('tim'));
    assert.match(edited, /the one of may/);
    assert.doesNotMatch(edited, /january/);
    await room.deletes('ana', id);
    assert.doesNotMatch(await room.reads(direct('tim')), /the one of may/);
  });
});
