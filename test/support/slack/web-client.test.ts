import assert from 'node:assert/strict';
import { WebClient } from '@slack/web-api';
import { askModal, buttonRow, dig, type Scene, startScene } from './scene.js';
import type { Json } from './world.js';

describe('loopback Slack: answers', () => {
  let scene: Scene;
  let client: WebClient;
  beforeEach(async () => {
    scene = await startScene();
    client = new WebClient('xoxb-one', { slackApiUrl: scene.slack.apiUrl, retryConfig: { retries: 0 } });
  });
  afterEach(() => scene.stop());

  it("takes Slack's own client, forms and all", async () => {
    const { ana, triage, app } = scene;
    const self = await client.auth.test();
    assert.equal(self.team_id, 'T1');
    assert.equal((await client.bots.info({ bot: String(self.bot_id) })).bot?.app_id, 'A1');
    const metadata = { event_type: 'nonce', event_payload: { nonce: 'n1' } };
    const row = buttonRow('Go') as never;
    const posted = await client.chat.postMessage({ channel: triage.id, text: 'card', blocks: [row], metadata });
    const ts = String(posted.ts);
    await client.chat.update({ channel: triage.id, ts, text: 'card 2', blocks: [row] });
    await client.reactions.add({ channel: triage.id, timestamp: ts, name: 'eyes' });
    await client.chat.postMessage({ channel: triage.id, thread_ts: ts, text: 'reply' });
    const history = await client.conversations.history({ channel: triage.id, include_all_metadata: true });
    assert.deepEqual(
      history.messages?.map(({ text, reply_count }) => [text, reply_count]),
      [['card 2', 1]],
    );
    assert.deepEqual(dig(history, 'messages.0.metadata'), metadata);
    const thread = await client.conversations.replies({ channel: triage.id, ts });
    assert.deepEqual(
      thread.messages?.map(({ text }) => text),
      ['card 2', 'reply'],
    );
    assert.equal(dig(thread, 'messages.0.metadata'), undefined);
    await ana.presses('Go');
    const trigger_id = String(app.received.at(-1)?.payload.trigger_id);
    const opened = await client.views.open({ trigger_id, view: askModal() as never });
    const changed = askModal({ title: { type: 'plain_text', text: 'Changed' } }) as never;
    await client.views.update({ view_id: String(opened.view?.id), hash: String(opened.view?.hash), view: changed });
    assert.equal(ana.modal()?.title, 'Changed');
    await client.chat.delete({ channel: triage.id, ts });
    assert.deepEqual(
      ana.sees(triage).conversations[0]?.messages.map(({ text }) => text),
      ['reply'],
    );
  });

  it('tells of people as far as the scopes go', async () => {
    const { ana, workspace } = scene;
    const known = (await client.users.info({ user: ana.id })).user;
    assert.deepEqual(
      [known?.profile?.email, known?.profile?.first_name, known?.tz, known?.is_restricted],
      ['ana@example.com', 'Ana', 'Europe/Berlin', false],
    );
    workspace.setScopes(['users:read']);
    assert.equal((await client.users.info({ user: ana.id })).user?.profile?.email, undefined);
    const stranger = workspace.addPerson({ firstName: 'Sam', lastName: 'Far', isStranger: true, isGuest: true });
    assert.notEqual((await client.users.info({ user: stranger.id })).user?.team_id, 'T1');
  });

  it('pages through members and messages, to the last', async () => {
    const { workspace, api } = scene;
    const crowd = Array.from({ length: 7 }, (_, index) =>
      workspace.addPerson({ firstName: 'P', lastName: `${index}` }),
    );
    const channel = workspace.addChannel({ name: 'crowd', members: crowd, withBot: true }).id;
    for (let index = 0; index < 7; index += 1) await api('chat.postMessage', { channel, text: `m${index}` });
    for (const [method, list] of [
      ['conversations.members', 'members'],
      ['conversations.history', 'messages'],
    ] as const) {
      const seen: unknown[] = [];
      let cursor = '';
      do {
        const page = await api(method, { channel, limit: 3, cursor });
        const items = page[list] as Json[];
        seen.push(...items.map((item) => item.text ?? item));
        cursor = String((page.response_metadata as Json).next_cursor);
      } while (cursor);
      assert.equal(new Set(seen).size, method === 'conversations.members' ? 8 : 7, method);
    }
  });

  it('bounds history by time', async () => {
    const { api, triage } = scene;
    const stamps: string[] = [];
    for (const text of ['a', 'b', 'c'])
      stamps.push(String((await api('chat.postMessage', { channel: triage.id, text })).ts));
    const texts = async (more: Json) => {
      const page = await api('conversations.history', { channel: triage.id, ...more });
      return (page.messages as Json[]).map(({ text }) => text);
    };
    assert.deepEqual(await texts({ oldest: stamps[0] }), ['c', 'b']);
    assert.deepEqual(await texts({ oldest: stamps[0], inclusive: true }), ['c', 'b', 'a']);
    assert.deepEqual(await texts({ latest: stamps[2] }), ['b', 'a']);
    assert.deepEqual(await texts({ latest: stamps[2], inclusive: 'true', limit: 1 }), ['c']);
  });

  it('shows metadata only with its scope', async () => {
    const { api, triage, workspace } = scene;
    await api('chat.postMessage', { channel: triage.id, text: 'x', metadata: { event_type: 'e', event_payload: {} } });
    workspace.setScopes(['groups:history']);
    const page = await api('conversations.history', { channel: triage.id, include_all_metadata: true });
    assert.equal(dig(page, 'messages.0.metadata'), undefined);
  });

  it('forgets all but the last when told to', async () => {
    const other = await startScene(undefined, { remember: 10, echoOwnMessages: false });
    for (let index = 0; index < 25; index += 1) {
      await other.api('chat.postMessage', { channel: other.triage.id, text: `m${index}` });
    }
    const kept = other.ana.sees(other.triage).conversations[0]?.messages.map(({ text }) => text) ?? [];
    assert.ok(other.slack.calls.length <= 10 && kept.length <= 10);
    assert.equal(kept.at(-1), 'm24');
    assert.equal(other.slack.counts()['chat.postMessage'], 25);
    await other.stop();
  });
});
