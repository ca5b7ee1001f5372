import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { openPlayground, type Playground, tenant } from './playground.js';

describe('saying something in the playground', () => {
  let playground: Playground;
  beforeEach(async () => {
    playground = await openPlayground();
  });
  afterEach(() => playground.stop());

  const say = (conversation: string, text: string, more: { as?: string; nonce?: string } = {}) =>
    playground.post('/playground/say', { as: 'employee', nonce: randomUUID(), conversation, text, ...more });
  const postCard = () =>
    playground.platform.post({ tenant, conversation: 'channel:triage' }, { text: 'ticket #1' }, randomUUID());

  it('tells the desk and keeps the message', async () => {
    const nonce = randomUUID();
    const { status, body } = await say('direct:employee', 'my vpn keeps dropping', { nonce });
    assert.equal(status, 200);
    assert.deepEqual(playground.intake.told, [
      {
        kind: 'said',
        platform: 'web',
        tenant,
        dedupeKey: `said:${nonce}`,
        at: '2026-03-02T09:00:00.000Z',
        sender: { id: 'employee', isBot: false, isStranger: false },
        place: { kind: 'direct', conversation: 'direct:employee', channel: 'direct:employee' },
        messageId: body.messageId,
        text: 'my vpn keeps dropping',
        isAddressed: true,
        mentions: [],
        files: [],
      },
    ]);
    const [kept] = await playground.store.list('direct:employee', 5);
    assert.equal(kept?.words, 'my vpn keeps dropping');
    assert.equal(kept?.heardAt, '2026-03-02T09:00:00.000Z');
  });

  it('acts once when a request is sent again', async () => {
    const nonce = randomUUID();
    const first = await say('direct:employee', 'hello', { nonce });
    const second = await say('direct:employee', 'hello', { nonce });
    assert.deepEqual(second.body, first.body);
    assert.equal((await playground.store.list('direct:employee', 5)).length, 1);
    assert.equal(new Set(playground.intake.told.map(({ dedupeKey }) => dedupeKey)).size, 1);
  });

  it('says that the desk did not take it, and takes the same message again', async () => {
    const nonce = randomUUID();
    playground.intake.onTell = () => Promise.reject(new Error('database is locked at /secret'));
    const refused = await say('direct:employee', 'hello', { nonce });
    assert.equal(refused.status, 503);
    assert.equal(refused.body.error, 'The desk could not take that just now. Please try again.');
    assert.equal((await playground.store.list('direct:employee', 5))[0]?.heardAt, undefined);
    playground.intake.onTell = async () => 'stored';
    assert.equal((await say('direct:employee', 'hello', { nonce })).status, 200);
    const kept = await playground.store.list('direct:employee', 5);
    assert.equal(kept.length, 1);
    assert.equal(kept[0]?.heardAt, '2026-03-02T09:00:00.000Z');
  });

  it('keeps markup as the words it is', async () => {
    const words = '<script>alert(1)</script> & "quotes" <b>x</b>';
    await say('direct:employee', words);
    const state = await playground.get('/playground/state');
    const messages = state.body.messages as { words: string }[];
    assert.deepEqual(
      messages.map((message) => message.words),
      [words],
    );
    assert.match(String(state.headers['content-type']), /^application\/json/);
    assert.equal(playground.intake.told[0]?.kind === 'said' && playground.intake.told[0].text, words);
  });

  it('reads whom a message in the channel names', async () => {
    await say('channel:triage', 'does anyone know this printer?', { as: 'tech' });
    await say('channel:triage', '@Desk show the queue, @tech-2 and (@tech)', { as: 'tech' });
    await say('channel:triage', 'mail me@desk.example or @technician', { as: 'tech-2' });
    const heard = playground.intake.told.map((one) =>
      one.kind === 'said' ? [one.sender.id, one.text, one.isAddressed, one.mentions] : [],
    );
    assert.deepEqual(heard, [
      ['tech', 'does anyone know this printer?', false, []],
      ['tech', 'show the queue, @tech-2 and (@tech)', true, ['tech-2', 'tech']],
      ['tech-2', 'mail me@desk.example or @technician', false, []],
    ]);
  });

  it('places a reply in the thread under its message', async () => {
    const conversation = playground.platform.threadUnder('channel:triage', await postCard());
    assert.equal((await say(conversation, 'on it', { as: 'tech-2' })).status, 200);
    const [told] = playground.intake.told;
    assert.deepEqual(told?.kind === 'said' && told.place, { kind: 'thread', conversation, channel: 'channel:triage' });
  });

  it('keeps everybody to their own conversations', async () => {
    assert.equal((await say('channel:triage', 'let me in')).status, 403);
    assert.equal((await say('direct:manager', 'hello')).status, 403);
    assert.equal((await say('direct:nobody', 'hello')).status, 404);
    assert.equal((await say('thread:triage:nothing', 'hello', { as: 'tech' })).status, 404);
    assert.equal((await say('direct:employee', 'hello', { as: 'desk' })).status, 400);
    assert.equal((await say('direct:employee', ' \n ')).status, 400);
    assert.deepEqual(playground.intake.told, []);
  });

  it('changes and deletes own messages only', async () => {
    const { body } = await say('direct:employee', 'my vnp drops');
    const { messageId } = body;
    const edit = (as: string, text: string) =>
      playground.post('/playground/edit', { as, nonce: randomUUID(), messageId, text });
    assert.equal((await edit('manager', 'hm')).status, 403);
    assert.equal((await edit('employee', 'my vpn drops')).status, 200);
    const remove = () => playground.post('/playground/delete', { as: 'employee', nonce: randomUUID(), messageId });
    assert.equal((await remove()).status, 200);
    assert.equal((await remove()).status, 404);
    const [, edited, deleted] = playground.intake.told;
    assert.deepEqual(edited?.kind === 'edited' && [edited.messageId, edited.text], [messageId, 'my vpn drops']);
    assert.equal(deleted?.kind, 'deleted');
    const [kept] = await playground.store.list('direct:employee', 5);
    assert.deepEqual([kept?.removed, kept?.words], [true, undefined]);
  });

  it('leaves a message as it was when the desk does not hear of the change', async () => {
    const { body } = await say('direct:employee', 'first words');
    playground.intake.onTell = () => Promise.reject(new Error('down'));
    const change = { as: 'employee', nonce: randomUUID(), messageId: body.messageId };
    assert.equal((await playground.post('/playground/edit', { ...change, text: 'other words' })).status, 503);
    assert.equal((await playground.post('/playground/delete', change)).status, 503);
    assert.equal((await playground.store.list('direct:employee', 5))[0]?.words, 'first words');
  });

  it('takes nothing before the platform is started or after it stopped', async () => {
    await playground.platform.stop();
    const refused = await say('direct:employee', 'hello');
    assert.equal(refused.status, 503);
    assert.match(String(refused.body.error), /still starting/);
  });
});
