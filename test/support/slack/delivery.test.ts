import assert from 'node:assert/strict';
import { buttonRow, type Scene, startScene } from './scene.js';
import type { StubAnswer } from './stub-app.js';

describe('loopback Slack: delivery', () => {
  let scene: Scene;
  let answers: StubAnswer[];
  beforeEach(async () => {
    answers = [];
    scene = await startScene(() => answers.shift() ?? 200, { patienceMs: 60 });
  });
  afterEach(() => scene.stop());

  it('repeats an event with the reason and the same id until it is acknowledged', async () => {
    const { ana, app, slack } = scene;
    answers = [500, 'silence', 404];
    await ana.says('hello');
    await slack.settled();
    assert.deepEqual(
      slack.deliveries.map(({ status, retryNum, retryReason }) => [status, retryNum, retryReason]),
      [
        [500, 0, undefined],
        [undefined, 1, 'http_error'],
        [404, 2, 'http_timeout'],
        [200, 3, 'http_error'],
      ],
    );
    assert.equal(new Set(app.received.map(({ payload }) => payload.event_id)).size, 1);
    assert.equal(app.received[1]?.headers['x-slack-retry-num'], '1');
    assert.equal(
      app.received.every(({ isSigned }) => isSigned),
      true,
    );
  });

  it('repeats nothing the app asks not to have again', async () => {
    const { ana, slack } = scene;
    answers = ['no retry'];
    await ana.says('hello');
    await slack.settled();
    assert.deepEqual(
      slack.deliveries.map(({ status, failure }) => [status, failure]),
      [[500, 'http_error']],
    );
  });

  it('gives up after the third repetition', async () => {
    answers = [500, 500, 500, 500, 500];
    await scene.ana.says('hello');
    await scene.slack.settled();
    assert.equal(scene.slack.deliveries.length, 4);
  });

  it('repeats what could not be connected', async () => {
    const { ana, app, slack } = scene;
    slack.deliverTo('http://127.0.0.1:9/', app.url);
    await ana.says('one');
    await ana.says('two');
    await slack.settled();
    assert.equal(
      slack.deliveries.some(({ failure }) => failure === 'connection_failed'),
      true,
    );
    assert.equal(app.received.length, 2);
  });

  it('never repeats an interaction', async () => {
    const { ana, api, slack } = scene;
    await api('chat.postMessage', { channel: ana.id, text: 'x', blocks: [buttonRow('Go')] });
    await slack.settled();
    answers = [500];
    assert.equal((await ana.presses('Go')).status, 500);
    await slack.settled();
    assert.equal(slack.deliveries.filter(({ kind }) => kind === 'interaction').length, 1);
  });

  it('redelivers on demand, freshly signed or byte for byte', async () => {
    const { ana, app, slack } = scene;
    await ana.says('hello');
    const id = slack.deliveries[0]?.id ?? '';
    await slack.redeliver(id, { retryNum: 2, retryReason: 'http_error' });
    await slack.redeliver(id, { isIdentical: true });
    assert.equal(new Set(app.received.map(({ body }) => body)).size, 1);
    assert.deepEqual(
      app.received.map(({ headers }) => headers['x-slack-retry-num']),
      [undefined, '2', undefined],
    );
    assert.equal(app.received[2]?.headers['x-slack-signature'], app.received[0]?.headers['x-slack-signature']);
    await assert.rejects(slack.redeliver('Ev0'), /no event/);
  });

  it('sends raw requests, and asks for a challenge', async () => {
    const { app, slack } = scene;
    const body = '{"hello":1}';
    await slack.sendRaw({ body, headers: { ...slack.sign(body, 5), 'x-odd': '1' } });
    assert.deepEqual(
      [app.received[0]?.headers['x-slack-request-timestamp'], app.received[0]?.headers['x-odd']],
      ['5', '1'],
    );
    assert.equal((await slack.verifyUrl()).isEchoed, false);
    assert.equal(app.received[1]?.payload.type, 'url_verification');
  });

  it('says nothing the scopes do not let the app hear', async () => {
    const { ana, app, triage, workspace } = scene;
    workspace.setScopes(['chat:write', 'groups:history']);
    await ana.says('direct');
    const ts = await ana.mentions(triage, 'in the channel');
    await ana.reacts(ts, 'eyes');
    await triage.leave(ana);
    assert.deepEqual(
      app.events().map(({ type, channel_type }) => [type, channel_type]),
      [['message', 'group']],
    );
  });
});
