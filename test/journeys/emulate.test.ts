import assert from 'node:assert/strict';
import { rowsOf } from '../support/database.js';
import { startTestDesk, type TestDesk } from '../support/desk.js';
import { type EmulatedSlack, startEmulatedSlack } from '../support/emulate.js';
import { eventually } from '../support/eventually.js';
import { knowsWorkspace } from '../support/slack-desk.js';

const signingSecret = 'a-signing-secret-of-tests';
const scopes = [
  ...['chat:write', 'users:read', 'users:read.email', 'im:history', 'im:read', 'im:write', 'app_mentions:read'],
  ...['channels:history', 'channels:read', 'groups:history', 'groups:read', 'metadata.message:read'],
];

describe("journey: the same talk on somebody else's idea of Slack", () => {
  let slack: EmulatedSlack;
  let desk: TestDesk;
  before(async () => {
    slack = await startEmulatedSlack({ signingSecret, botToken: 'xoxb-emulated', appId: 'A0EMU', scopes });
    const env = {
      SLACK_SIGNING_SECRET: signingSecret,
      SLACK_BOT_TOKEN: 'xoxb-emulated',
      SLACK_API_URL: slack.apiUrl,
    };
    desk = await startTestDesk({ env, clock: { now: () => new Date(), forward: () => undefined } });
    await eventually('the desk knows its workspace', () => knowsWorkspace(desk));
    slack.deliverTo(`${desk.url}/slack/events`);
  });
  after(async () => {
    await desk.dispose();
    await slack.close();
  });

  /** Writes, and resolves with what the desk answered to it. */
  async function asks(text: string): Promise<string> {
    const ts = await slack.says(text);
    const answers = async () =>
      (await slack.reads()).filter((message) => message.ts > ts && message.user === slack.botUserId);
    await eventually(`an answer to "${text}"`, async () => (await answers()).length > 0);
    await desk.quiet();
    return (await answers()).map((message) => message.text).join('\n');
  }

  it('asks, takes free text for an answer, shows cited steps, and hands over', async () => {
    assert.match(await asks('my vpn keeps dropping'), /I store what you write(.|\n)*Which device are you on\?/);
    assert.match(await asks('on my mac'), /Where are you when it happens\?/);
    assert.match(await asks('at home'), /Disconnect the VPN and open two or three public websites(.|\n)*\[1\]/);
    assert.match(await asks('no, still the same'), /click its icon in the menu bar/);
    assert.match(await asks('talk to a person'), /This is now ticket #1\..* The IT team answers by/);
    const [ticket] = await rowsOf<{ summary: string; status: string }>(desk.database, 'tickets');
    assert.deepEqual([ticket?.summary, ticket?.status], ['My vpn keeps dropping', 'new']);
    const said = (await slack.reads()).map(({ user, text }) => `${user === slack.botUserId ? 'desk' : 'ana'}: ${text}`);
    assert.ok(
      said.some((line) => line.includes('#1 My vpn keeps dropping')),
      said.join('\n'),
    );
  });
});
