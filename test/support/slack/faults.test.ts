import assert from 'node:assert/strict';
import { buttonRow, type Scene, startScene } from './scene.js';

describe('loopback Slack: faults and limits', () => {
  let scene: Scene;
  let now: number;
  beforeEach(async () => {
    now = Date.UTC(2026, 0, 5, 9);
    scene = await startScene(undefined, { clock: () => new Date(now) });
  });
  afterEach(() => scene.stop());
  const post = () => scene.api('chat.postMessage', { channel: scene.triage.id, text: 'x' });
  const shown = () => scene.ana.sees(scene.triage).conversations[0]?.messages.length;

  it('answers 429 with a wait, and 500', async () => {
    const { slack, triage } = scene;
    slack.fault({ method: 'chat.postMessage', channel: triage.id }, { status: 429, retryAfter: 7 }, { times: 1 });
    const body = JSON.stringify({ channel: triage.id, text: 'x' });
    const headers = { authorization: 'Bearer xoxb-one', 'content-type': 'application/json' };
    const limited = await fetch(`${slack.apiUrl}chat.postMessage`, { method: 'POST', headers, body });
    assert.deepEqual([limited.status, limited.headers.get('retry-after')], [429, '7']);
    slack.fault({}, { status: 503, isApplied: true }, { times: 1 });
    const broken = await fetch(`${slack.apiUrl}chat.postMessage`, { method: 'POST', headers, body });
    assert.equal(broken.status, 503);
    assert.equal(shown(), 1);
    assert.equal((await post()).ok, true);
  });

  it('cuts the connection after or before the effect', async () => {
    const { slack } = scene;
    slack.fault({}, 'drop', { times: 1 });
    await assert.rejects(post());
    assert.equal(shown(), 1);
    slack.fault({}, 'refuse', { times: 1 });
    await assert.rejects(post());
    assert.equal(shown(), 1);
    assert.deepEqual(
      slack.calls.map(({ fault, isApplied }) => [fault, isApplied]),
      [
        ['drop', true],
        ['refuse', false],
      ],
    );
  });

  it('hangs with or without the effect', async () => {
    const { slack, triage } = scene;
    const hung = (how: 'applied' | 'not applied') => {
      slack.fault({}, { hang: how }, { times: 1 });
      return fetch(`${slack.apiUrl}chat.postMessage`, {
        method: 'POST',
        headers: { authorization: 'Bearer xoxb-one', 'content-type': 'application/json' },
        body: JSON.stringify({ channel: triage.id, text: 'x' }),
        signal: AbortSignal.timeout(80),
      });
    };
    await assert.rejects(hung('applied'));
    assert.equal(shown(), 1);
    await assert.rejects(hung('not applied'));
    assert.equal(shown(), 1);
  });

  it('fails with an error for one workspace only, until a time', async () => {
    const { slack, workspace } = scene;
    const fault = slack.fault({ team: workspace.team }, { error: 'internal_error' }, { until: new Date(now + 1000) });
    slack.fault({ team: 'T2' }, 'refuse');
    assert.equal((await post()).error, 'internal_error');
    now += 1000;
    assert.equal((await post()).ok, true);
    assert.equal(fault.hits, 1);
    fault.clear();
  });

  it('strikes the same calls for the same seed', async () => {
    const run = async (): Promise<boolean[]> => {
      const other = await startScene(undefined, { seed: 7 });
      other.slack.fault({ when: (call) => call.method === 'auth.test' }, { error: 'x' }, { rate: 0.5 });
      const answers = [];
      for (let index = 0; index < 12; index += 1) answers.push((await other.api('auth.test')).ok === true);
      await other.stop();
      return answers;
    };
    const [first, second] = [await run(), await run()];
    assert.deepEqual(first, second);
    assert.deepEqual([...new Set(first)].sort(), [false, true]);
  });

  it('strikes response URLs too', async () => {
    const { slack, api, ana, app } = scene;
    await api('chat.postMessage', { channel: ana.id, text: 'x', blocks: [buttonRow('Go')] });
    await ana.presses('Go');
    const url = String(app.received.at(-1)?.payload.response_url);
    const whisper = () => fetch(url, { method: 'POST', body: '{"text":"psst"}' });
    slack.fault({ method: 'response_url' }, { status: 500 }, { times: 1 });
    assert.equal((await whisper()).status, 500);
    slack.fault({ method: 'response_url' }, 'drop', { times: 1 });
    await assert.rejects(whisper());
    assert.deepEqual(
      ana.sees().direct.map(({ text }) => text),
      ['', 'psst'],
    );
  });

  it('limits posts to a channel and calls of a method', async () => {
    const { slack, api, ana } = scene;
    slack.limits({ perChannelPerSecond: 1, perMethodPerMinute: { 'auth.test': 2 } });
    assert.deepEqual([(await post()).ok, (await post()).error], [true, 'ratelimited']);
    assert.equal((await api('chat.postMessage', { channel: ana.id, text: 'other channel' })).ok, true);
    now += 1000;
    assert.equal((await post()).ok, true);
    assert.deepEqual(
      [(await api('auth.test')).ok, (await api('auth.test')).ok, (await api('auth.test')).error],
      [true, true, 'ratelimited'],
    );
  });
});
