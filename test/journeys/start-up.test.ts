import assert from 'node:assert/strict';
import { startClock } from '../support/clock.js';
import { rowsOf } from '../support/database.js';
import { startTestDesk, type TestDesk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import { type LoopbackSlack, startLoopbackSlack } from '../support/slack/start-loopback-slack.js';
import { knowsWorkspace } from '../support/slack-desk.js';
import { assertSees } from './office.js';

const signingSecret = 'a-signing-secret-of-tests';

describe('journey: the first minute, while Slack does not answer', () => {
  let slack: LoopbackSlack;
  let desk: TestDesk;
  after(async () => {
    await desk.dispose();
    await slack.stop();
  });

  it('loses nothing that is written before the desk knows its workspace', async () => {
    const clock = startClock();
    slack = await startLoopbackSlack({ signingSecret, clock: clock.now, retryScale: 0.01 });
    const workspace = slack.addWorkspace({ team: 'T1', appId: 'A1', botToken: 'xoxb-one' });
    const ana = workspace.addPerson({ firstName: 'Ana', lastName: 'Lee', email: 'ana@example.com' });
    const down = slack.fault({ method: 'auth.test' }, { status: 503 });
    const env = { SLACK_SIGNING_SECRET: signingSecret, SLACK_BOT_TOKEN: 'xoxb-one', SLACK_API_URL: slack.apiUrl };
    desk = await startTestDesk({ env, clock });
    slack.deliverTo(`${desk.url}/slack/events`);
    await ana.says('my vpn keeps dropping');
    assert.equal((await rowsOf(desk.database, 'inbox')).length, 0);
    const statuses = slack.deliveries.map(({ status }) => status);
    assert.ok(
      statuses.every((status) => status === 503),
      `answered ${statuses.join(', ')}, and Slack does not say it again after a 200`,
    );
    down.clear();
    await eventually('the desk knows its workspace', () => knowsWorkspace(desk));
    await slack.settled();
    await desk.quiet();
    assertSees(ana, ['my vpn keeps dropping', 'Which device are you on?']);
    assert.equal((await rowsOf(desk.database, 'sessions')).length, 1);
  });
});
