import { App, HTTPReceiver } from '@slack/bolt';

/**
 * What the desk is compared with: Bolt and nothing else. With `ack` it takes events and does nothing, with `reply` it
 * answers each message with one chat.postMessage. It stores nothing and promises nothing.
 */
const { BARE_MODE, SLACK_SIGNING_SECRET = '', SLACK_BOT_TOKEN = '', SLACK_API_URL = '' } = process.env;

const receiver = new HTTPReceiver({
  signingSecret: SLACK_SIGNING_SECRET,
  port: 0,
  processBeforeResponse: BARE_MODE === 'ack',
});
const app = new App({ token: SLACK_BOT_TOKEN, receiver, clientOptions: { slackApiUrl: SLACK_API_URL } });
if (BARE_MODE === 'ack') app.message(async () => {});
else app.message(async ({ say, message }) => void (await say(`You wrote ${'text' in message ? message.text : ''}`)));

const server = await receiver.start(0);
const address = server.address();
const port = typeof address === 'object' ? address?.port : undefined;
process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}` })}\n`);
process.once('SIGTERM', () => process.exit(0));
