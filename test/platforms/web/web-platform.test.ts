import assert from 'node:assert/strict';
import { SendError } from '../../../src/chat/outbound.js';
import { openPlayground, type Playground, tenant } from './playground.js';

const triage = { tenant, conversation: 'channel:triage' };

function failsWith(failure: SendError['failure']) {
  return (error: unknown) => error instanceof SendError && error.failure === failure;
}

describe('the playground as a platform', () => {
  let playground: Playground;
  beforeEach(async () => {
    playground = await openPlayground();
  });
  afterEach(() => playground.stop());

  it('posts once for a nonce and finds it by it', async () => {
    const { platform } = playground;
    const messageId = await platform.post(triage, { text: 'one' }, 'n1');
    assert.equal(await platform.post(triage, { text: 'one' }, 'n1'), messageId);
    assert.deepEqual(await platform.find(triage, 'n1', '2026-03-02T08:00:00.000Z'), { messageId });
    assert.equal(await platform.find(triage, 'n2', '2026-03-02T08:00:00.000Z'), 'absent');
  });

  it('changes a message until it is gone', async () => {
    const { platform, store } = playground;
    const messageId = await platform.post(triage, { text: 'one' }, 'n1');
    await platform.update(triage, messageId, { text: 'two' });
    assert.deepEqual((await store.get(messageId))?.reply, { text: 'two' });
    await platform.remove(triage, messageId);
    await assert.rejects(platform.update(triage, messageId, { text: 'three' }), failsWith('message_gone'));
    await assert.rejects(platform.remove(triage, messageId), failsWith('message_gone'));
  });

  it('never touches what a person wrote', async () => {
    const nonce = '0c9a1a52-58a1-4e9a-9d5b-0d8f0f8b1a11';
    const said = { as: 'tech', nonce, conversation: 'channel:triage', text: 'mine' };
    const { body } = await playground.post('/playground/say', said);
    await assert.rejects(playground.platform.remove(triage, String(body.messageId)), failsWith('message_gone'));
  });

  it('knows which conversations there are', async () => {
    const { platform } = playground;
    for (const conversation of ['direct:nobody', 'channel:other', 'thread:triage:nothing', '']) {
      const post = platform.post({ tenant, conversation }, { text: 'x' }, 'n');
      await assert.rejects(post, failsWith('conversation_gone'), conversation);
    }
    await assert.rejects(
      platform.post({ ...triage, tenant: 'other' }, { text: 'x' }, 'n'),
      failsWith('conversation_gone'),
    );
    const thread = platform.threadUnder('channel:triage', await platform.post(triage, { text: 'one' }, 'n1'));
    await platform.post({ tenant, conversation: thread }, { text: 'reply' }, 'n2');
    assert.equal((await playground.store.list(thread, 5)).length, 1);
  });

  it('knows its people by their roles', async () => {
    const { platform } = playground;
    const { firstName, email, isBot, isStranger } = await platform.profile(tenant, 'tech-2');
    assert.deepEqual([firstName, email, isBot, isStranger], ['Second tech', 'tech-2@playground.example', false, false]);
    assert.equal(await platform.direct(tenant, 'manager'), 'direct:manager');
    assert.deepEqual(await platform.members(triage), { ids: ['tech', 'tech-2'], isPrivate: true });
    await assert.rejects(platform.profile(tenant, 'nobody'), failsWith('conversation_gone'));
    await assert.rejects(platform.direct(tenant, 'nobody'), failsWith('conversation_gone'));
  });

  it('starts a page with people, messages and threads', async () => {
    const { platform } = playground;
    const root = await platform.post(triage, { text: 'one' }, 'n1');
    await platform.post(
      { tenant, conversation: platform.threadUnder('channel:triage', root) },
      { text: 'reply' },
      'n2',
    );
    await platform.post({ tenant, conversation: 'direct:tech-2' }, { text: 'for you' }, 'n3');
    const { body } = await playground.get('/playground/state');
    const messages = body.messages as { conversation: string; nonce?: string }[];
    assert.deepEqual(
      messages.map(({ conversation }) => conversation),
      ['direct:tech-2', 'channel:triage', `thread:triage:${root}`],
    );
    assert.ok(messages.every((message) => message.nonce === undefined));
    assert.deepEqual(body.previews, ['slack']);
    assert.equal(body.revision, 3);
  });
});
