import assert from 'node:assert/strict';
import { askModal, buttonRow, dig, type Scene, startScene } from './scene.js';
import type { Received, StubAnswer } from './stub-app.js';

describe('loopback Slack: people and the app', () => {
  let scene: Scene;
  let answer: (received: Received) => StubAnswer | Promise<StubAnswer>;
  beforeEach(async () => {
    answer = () => 200;
    scene = await startScene((received) => answer(received));
  });
  afterEach(() => scene.stop());

  it('signs a direct message and wraps it as Slack does', async () => {
    const { ana, app, workspace } = scene;
    const ts = await ana.says('2 < 3 & <!channel> see https://evil.example/x or mail a@b.com');
    const [got] = app.received;
    assert.equal(got?.isSigned, true);
    assert.deepEqual(
      [got?.payload.team_id, got?.payload.api_app_id, got?.payload.type],
      ['T1', 'A1', 'event_callback'],
    );
    assert.deepEqual(got?.payload.authorizations, [
      { enterprise_id: null, team_id: 'T1', user_id: workspace.botUserId, is_bot: true, is_enterprise_install: false },
    ]);
    const [event] = app.events();
    assert.equal(event?.channel_type, 'im');
    assert.deepEqual([event?.user, event?.ts, event?.channel], [ana.id, ts, workspace.directId(ana)]);
    assert.equal(
      event?.text,
      '2 &lt; 3 &amp; &lt;!channel&gt; see <https://evil.example/x> or mail <mailto:a@b.com|a@b.com>',
    );
  });

  it('tells of a mention in a channel twice, under two event ids', async () => {
    const { ana, app, triage, workspace } = scene;
    await ana.mentions(triage, 'help');
    const types = app.events().map(({ type, channel_type, text }) => [type, channel_type, text]);
    const text = `<@${workspace.botUserId}> help`;
    assert.deepEqual(types.sort(), [
      ['app_mention', undefined, text],
      ['message', 'group', text],
    ]);
    assert.equal(new Set(app.received.map(({ payload }) => payload.event_id)).size, 2);
    assert.equal(new Set(app.events().map(({ ts }) => ts)).size, 1);
  });

  it('tells of edits, deletions and reactions', async () => {
    const { ana, app } = scene;
    const ts = await ana.says('frist');
    await ana.edits(ts, 'first');
    await ana.reacts(ts, 'eyes');
    assert.deepEqual(
      ana.sees().direct.map(({ text, edited, reactions }) => [text, edited, reactions]),
      [['first', true, { eyes: 1 }]],
    );
    await ana.deletes(ts);
    const [, changed, reaction, deleted] = app.events();
    assert.deepEqual(
      [changed?.subtype, dig(changed, 'message.text'), dig(changed, 'previous_message.text')],
      ['message_changed', 'first', 'frist'],
    );
    assert.deepEqual([reaction?.type, dig(reaction, 'item.ts')], ['reaction_added', ts]);
    assert.deepEqual([deleted?.subtype, deleted?.deleted_ts], ['message_deleted', ts]);
    assert.deepEqual(ana.sees().direct, []);
  });

  it('presses the newest button with a label and opens, refuses and closes a modal', async () => {
    const { ana, api, triage } = scene;
    await api('chat.postMessage', {
      channel: triage.id,
      text: 'old',
      blocks: [buttonRow('Resolve', { value: 'old' })],
    });
    const posted = await api('chat.postMessage', { channel: triage.id, text: 'new', blocks: [buttonRow('Resolve')] });
    answer = async ({ payload }) => {
      if (payload.type === 'block_actions') {
        assert.deepEqual([dig(payload, 'container.message_ts'), dig(payload, 'actions.0.value')], [posted.ts, 'v']);
        assert.match(String(payload.response_url), /^http:\/\/127/);
        const opened = await api('views.open', {
          trigger_id: payload.trigger_id,
          view: askModal({ private_metadata: 'm' }),
        });
        assert.equal(opened.ok, true);
      }
      if (payload.type === 'view_submission') {
        assert.equal(dig(payload, 'view.private_metadata'), 'm');
        return dig(payload, 'view.state.values.done.value.value') === 'x'
          ? { response_action: 'errors', errors: { done: 'Say more' } }
          : {};
      }
      return 200;
    };
    assert.equal((await ana.presses('Resolve')).status, 200);
    assert.equal(ana.modal()?.title, 'Resolve');
    assert.equal(await ana.submits({}), undefined);
    assert.deepEqual(ana.modal()?.errors, { 'What was done': 'Please complete this required field.' });
    await ana.submits({ 'What was done': 'x' });
    assert.deepEqual(ana.modal()?.errors, { 'What was done': 'Say more' });
    await ana.submits({ done: 'New router' });
    assert.equal(ana.modal(), undefined);
  });

  it('shows trouble when a submission is answered with nonsense', async () => {
    const { ana, api } = scene;
    await api('chat.postMessage', { channel: ana.id, text: 'hi', blocks: [buttonRow('Go')] });
    answer = async ({ payload }) => {
      if (payload.type === 'view_submission') return { response_action: 'errors', errors: { nowhere: 'x' } };
      if (payload.trigger_id) await api('views.open', { trigger_id: payload.trigger_id, view: askModal() });
      return 200;
    };
    await ana.presses('Go');
    await ana.submits({ done: 'x' });
    assert.match(ana.modal()?.errors[''] ?? '', /trouble/);
  });

  it('replaces, whispers and deletes through a response URL, five times at most', async () => {
    const { ana, olu, api, triage, app } = scene;
    await api('chat.postMessage', { channel: triage.id, text: 'card', blocks: [buttonRow('Go')] });
    await ana.presses('Go');
    const url = String(app.received.at(-1)?.payload.response_url);
    const post = async (body: object) => (await fetch(url, { method: 'POST', body: JSON.stringify(body) })).status;
    assert.equal(await post({ text: 'only you' }), 200);
    assert.equal(await post({ replace_original: true, text: 'changed' }), 200);
    assert.deepEqual(
      ana.sees(triage).conversations[0]?.messages.map(({ text }) => text),
      ['changed', 'only you'],
    );
    assert.deepEqual(
      olu.sees(triage).conversations[0]?.messages.map(({ text }) => text),
      ['changed'],
    );
    assert.equal(await post({ delete_original: true }), 200);
    assert.equal(await post({ delete_original: true }), 404);
    assert.equal(await post({ text: 'five' }), 200);
    assert.equal(await post({ text: 'six' }), 404);
  });

  it('keeps threads, whispers and what is live apart in what a person sees', async () => {
    const { ana, olu, api, triage } = scene;
    const root = await api('chat.postMessage', { channel: triage.id, text: 'root' });
    await olu.says(['ask ', ana, ' please'], { in: triage, thread: String(root.ts) });
    await api('chat.postEphemeral', { channel: triage.id, user: ana.id, text: 'psst' });
    await api('chat.postMessage', {
      channel: triage.id,
      text: 'fallback',
      blocks: [
        { type: 'header', text: { type: 'plain_text', text: '#1 <!here> & co' } },
        {
          type: 'section',
          text: {
            type: 'mrkdwn',
            text: `&lt;!here&gt; *bold* <@${olu.id}> <https://a.example|docs> http://b.example`,
            verbatim: false,
          },
        },
        { type: 'section', text: { type: 'mrkdwn', text: 'http://c.example', verbatim: true } },
      ],
    });
    const [first, whisper, card] = ana.sees(triage).conversations[0]?.messages ?? [];
    assert.deepEqual(
      first?.thread.map(({ text, mentions }) => [text, mentions]),
      [['ask @Ana Lee please', [ana.id]]],
    );
    assert.equal(whisper?.isEphemeral, true);
    assert.equal(card?.text, '#1 <!here> & co\n<!here> bold @Olu Ade docs http://b.example\nhttp://c.example');
    assert.equal(card?.notification, 'fallback');
    assert.deepEqual(card?.mentions, [olu.id]);
    assert.deepEqual(card?.links, [
      { url: 'https://a.example', label: 'docs', isAuto: false },
      { url: 'http://b.example', label: 'http://b.example', isAuto: true },
    ]);
    assert.equal(olu.sees(triage).conversations[0]?.messages.length, 2);
  });

  it('wakes who waits for something to be seen', async () => {
    const { ana, api } = scene;
    const seen = ana.awaits(({ direct }) => direct.find(({ text }) => text === 'here')?.ts);
    const { ts } = await api('chat.postMessage', { channel: ana.id, text: 'here' });
    assert.equal(await seen, ts);
    await assert.rejects(
      ana.awaits(() => false, 20),
      /did not see/,
    );
  });

  it('tells of people and the bot coming and going, and of the end', async () => {
    const { ana, app, workspace, api } = scene;
    const lobby = workspace.addChannel({ name: 'lobby' });
    await lobby.join(ana);
    assert.equal(app.events().length, 0);
    await lobby.inviteBot(ana);
    await lobby.leave(ana);
    await lobby.removeBot(ana);
    await workspace.uninstall('revoked first');
    const types = app.events().map(({ type, user }) => [type, user]);
    assert.deepEqual(types.slice(0, 3), [
      ['member_joined_channel', workspace.botUserId],
      ['member_left_channel', ana.id],
      ['channel_left', undefined],
    ]);
    assert.deepEqual([app.events()[3]?.user, app.events()[3]?.channel_type], ['USLACKBOT', 'im']);
    assert.deepEqual(
      types
        .slice(4)
        .map(([type]) => type)
        .sort(),
      ['app_uninstalled', 'tokens_revoked'],
    );
    assert.equal((await api('auth.test')).error, 'account_inactive');
    await ana.says('anybody?');
    assert.equal(app.events().length, 6);
  });

  it('marks what bots and strangers write', async () => {
    const { app, workspace } = scene;
    const robo = workspace.addPerson({ firstName: 'Robo', lastName: '', isBot: true });
    const sam = workspace.addPerson({ firstName: 'Sam', lastName: 'Far', isStranger: true });
    const shared = workspace.addChannel({ name: 'shared', members: [robo, sam], withBot: true });
    await robo.says('beep', { in: shared });
    await sam.says('hello', { in: shared, files: [{ name: 'log.txt' }] });
    const [beep, hello] = app.events();
    assert.match(String(beep?.bot_id), /^B/);
    assert.notEqual(beep?.app_id, 'A1');
    assert.deepEqual(
      [hello?.user_team, hello?.subtype, dig(hello, 'files.0.name')],
      ['T0STRANGER', 'file_share', 'log.txt'],
    );
    assert.equal(
      app.received.every(({ payload }) => payload.is_ext_shared_channel === true),
      true,
    );
  });

  it('tells the app what its own bot wrote, as the real one does', async () => {
    const { ana, api, app, slack } = scene;
    await api('chat.postMessage', { channel: ana.id, text: 'hello' });
    await slack.settled();
    const [event] = app.events();
    assert.match(String(event?.bot_id), /^B/);
    assert.equal(event?.app_id, 'A1');
  });
});
