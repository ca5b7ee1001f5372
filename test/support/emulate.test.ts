import assert from 'node:assert/strict';
import { WebClient } from '@slack/web-api';
import { startEmulatedSlack } from './emulate.js';
import { startStubApp } from './slack/stub-app.js';

describe('emulated Slack', () => {
  it('tells the app of a direct message and shows the person the answer', async () => {
    const app = await startStubApp('secret');
    const scopes = ['chat:write', 'im:history', 'im:read', 'im:write', 'users:read', 'users:read.email'];
    const options = { signingSecret: 'secret', eventsUrl: app.url, botToken: 'xoxb-emu', appId: 'A0EMU', scopes };
    const slack = await startEmulatedSlack(options);
    const ts = await slack.says('my vpn keeps dropping');
    const got = app.received.find(({ payload }) => (payload.event as { ts?: string }).ts === ts);
    assert.equal(got?.isSigned, true);
    assert.deepEqual([got.payload.team_id, got.payload.api_app_id], [slack.team, 'A0EMU']);
    const event = got.payload.event as Record<string, string>;
    assert.deepEqual(
      [event.type, event.channel_type, event.user, event.text],
      ['message', 'im', slack.personId, 'my vpn keeps dropping'],
    );
    const client = new WebClient('xoxb-emu', { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } });
    assert.equal((await client.auth.test()).user_id, slack.botUserId);
    assert.equal((await client.users.info({ user: slack.personId })).user?.real_name, 'Ana Lee');
    const metadata = { event_type: 'nonce', event_payload: { nonce: '1' } };
    await client.chat.postMessage({ channel: String(event.channel), text: 'Which device is it?', metadata });
    assert.deepEqual(
      (await slack.reads()).map(({ user, text }) => [user, text]),
      [
        [slack.personId, 'my vpn keeps dropping'],
        [slack.botUserId, 'Which device is it?'],
      ],
    );
    await slack.close();
    await app.stop();
  });
});
