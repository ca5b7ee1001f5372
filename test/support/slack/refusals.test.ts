import assert from 'node:assert/strict';
import { layGround } from './refusal-ground.js';
import { refusalRows } from './refusal-rows.js';
import { askModal, buttonRow, type Scene, startScene } from './scene.js';
import { rawClient } from './stub-app.js';
import type { Json } from './world.js';

describe('loopback Slack: refusals', () => {
  let scene: Scene;
  let now: number;
  beforeEach(async () => {
    now = Date.UTC(2026, 0, 5, 9);
    scene = await startScene(undefined, { clock: () => new Date(now) });
  });
  afterEach(() => scene.stop());

  for (const row of refusalRows) {
    it(`answers ${row.method} with ${row.error} when ${row.when}`, async () => {
      const ground = await layGround(scene, (ms) => {
        now += ms;
      });
      await row.prepare?.(ground);
      if (row.scopes) scene.workspace.setScopes(row.scopes);
      const token = row.token === undefined ? 'xoxb-one' : row.token || undefined;
      const answer = await rawClient(scene.slack.apiUrl, token)(row.method, await row.args?.(ground));
      assert.equal(answer.ok, false);
      assert.equal(answer.error, row.error);
      if (row.needed) assert.equal(answer.needed, row.needed);
      assert.equal(scene.slack.calls.at(-1)?.isApplied, false);
    });
  }

  it('takes three modals on each other and refuses the fourth', async () => {
    const { api, ana } = scene;
    const { trigger } = await layGround(scene);
    const view = askModal({ blocks: [...askModal().blocks, buttonRow('More')] });
    await api('views.open', { trigger_id: await trigger(), view });
    const pushed = [];
    for (let depth = 2; depth <= 4; depth += 1) {
      await ana.presses('More');
      pushed.push(await api('views.push', { trigger_id: String(scene.app.received.at(-1)?.payload.trigger_id), view }));
    }
    assert.deepEqual(
      pushed.map(({ ok, error }) => [ok, error]),
      [
        [true, undefined],
        [true, undefined],
        [false, 'push_limit_reached'],
      ],
    );
  });

  for (const [body, type, error] of [
    ['{', 'application/json', 'invalid_json'],
    ['[]', 'application/json', 'json_not_object'],
    ['x', 'text/plain', 'invalid_post_type'],
  ]) {
    it(`answers ${error} to a body ${body} of ${type}`, async () => {
      const headers = { 'content-type': type ?? '', authorization: 'Bearer xoxb-one' };
      const response = await fetch(`${scene.slack.apiUrl}auth.test`, { method: 'POST', body: body ?? '', headers });
      assert.equal(((await response.json()) as Json).error, error);
    });
  }

  for (const [path, body, status, error, wait] of [
    ['/actions/T1/1/none', '{"text":"x"}', 404, 'no_such_url', 0],
    ['', '{"text":"x"}', 404, 'expired_url', 1_800_001],
    ['', 'x', 500, 'invalid_payload', 0],
    ['', '{"text":""}', 404, 'no_text', 0],
    ['', '{"text":"x","blocks":[{"type":"banner"}]}', 404, 'invalid_blocks', 0],
  ] as const) {
    it(`answers ${error} to a response URL`, async () => {
      await layGround(scene);
      const press = await scene.ana.presses('Go');
      const url = JSON.parse(new URLSearchParams(press.body).get('payload') ?? '').response_url;
      now += wait;
      const response = await fetch(path ? scene.slack.origin + path : url, { method: 'POST', body });
      assert.deepEqual([response.status, ((await response.json()) as Json).error], [status, error]);
    });
  }
});
