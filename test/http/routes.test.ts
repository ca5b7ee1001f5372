import assert from 'node:assert/strict';
import { createConsole } from '../../src/http/console/console.js';
import { packageRoot } from '../../src/package-root.js';
import { signInToConsole, visitConsole } from '../support/console-visitor.js';
import { startTestDesk, type TestDesk } from '../support/desk.js';
import { type LoopbackSlack, startLoopbackSlack } from '../support/slack/start-loopback-slack.js';

/** What asks nobody who they are, with the reason. */
const open: Readonly<Record<string, string>> = {
  '/healthz': 'asked by what watches the process',
  '/readyz': 'asked by what watches the process',
  '/metrics': 'asked by Prometheus',
  '/slack/events': 'signed by Slack',
  '/files/': 'its links are as long as a key',
};
const openInConsole = ['GET /console/assets/console.css', 'GET /console/login', 'POST /console/login'];

describe('every route of a desk with Slack and a playground', function () {
  this.timeout(30_000);
  let slack: LoopbackSlack;
  let desk: TestDesk;
  before(async () => {
    slack = await startLoopbackSlack({ signingSecret: 'a-signing-secret-of-tests' });
    slack.addWorkspace({ team: 'T1', appId: 'A1', botToken: 'xoxb-one' });
    const env = {
      SLACK_SIGNING_SECRET: 'a-signing-secret-of-tests',
      SLACK_BOT_TOKEN: 'xoxb-one',
      SLACK_API_URL: slack.apiUrl,
      PLAYGROUND: '1',
    };
    desk = await startTestDesk({ env });
  });
  after(async () => {
    await desk.dispose();
    await slack.stop();
  });

  it('asks who is there, but for what is named here with a reason', async () => {
    const guarded = desk.paths.filter((path) => !Object.hasOwn(open, path));
    assert.deepEqual(guarded.toSorted(), ['/', '/console', '/console/', '/playground/']);
    for (const path of ['/', '/playground/state', '/playground/events', '/playground/assets/app.js', '/console/any']) {
      const { status } = await visitConsole(desk).get(path, { accept: '*/*' });
      assert.ok(status === 401 || (path === '/console/any' && status === 404), `${path}: ${status}`);
    }
    const said = await visitConsole(desk).post('/playground/say', {}, { 'x-deskhand': 'playground' });
    assert.equal(said.status, 401);
  });

  it('shows the playground to an admin who is signed in', async () => {
    const away = await visitConsole(desk).get('/');
    assert.deepEqual([away.status, away.headers.get('location')], [303, '/console/login']);
    const visitor = await signInToConsole(desk, 'manager@playground.example');
    assert.match((await visitor.get('/')).text, /<title>/);
    assert.equal((await visitor.get('/playground/state')).status, 200);
  });

  it('S19: asks at every page of the console but those to sign in', async () => {
    const { table } = createConsole({
      database: desk.database,
      clock: desk.clock.now,
      publicUrl: 'https://desk.example.com',
      root: packageRoot,
      queues: async () => [],
      home: async () => ({ checks: [], jobs: [] }),
    });
    const named = table.map(({ method, path, needs }) => ({ route: `${method.toUpperCase()} ${path}`, needs }));
    assert.deepEqual(
      named.filter(({ needs }) => needs === 'nobody').map(({ route }) => route),
      openInConsole,
    );
    for (const { method, path } of table.filter(({ needs }) => needs !== 'nobody')) {
      const visitor = visitConsole(desk);
      const { status } = method === 'get' ? await visitor.get(path) : await visitor.post(path, {});
      assert.ok(status === 303 || status === 401, `${method} ${path}: ${status}`);
    }
    assert.equal((await visitConsole(desk).get('/console/queues/api/queues')).status, 303);
  });
});
