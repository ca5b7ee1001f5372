import { startClock, type TestClock } from './clock.js';
import { startTestDesk, type TestDesk } from './desk.js';
import { eventually } from './eventually.js';
import { hasReached } from './has-reached.js';
import { type LoopbackSlack, startLoopbackSlack } from './slack/start-loopback-slack.js';
import type { LoopbackWorkspace } from './slack/workspace.js';

/** A desk on a loopback Slack, installed in one workspace and otherwise as fresh as at its first start. */
export interface SlackDesk extends TestDesk {
  readonly slack: LoopbackSlack;
  readonly workspace: LoopbackWorkspace;
}

const signingSecret = 'a-signing-secret-of-tests';

/** Starts both; resolves when the desk knows its workspace. */
export async function startSlackDesk({
  clock = startClock(),
  env: more = {},
}: {
  readonly clock?: TestClock;
  readonly env?: Readonly<Record<string, string>>;
} = {}): Promise<SlackDesk> {
  const slack = await startLoopbackSlack({ signingSecret, clock: clock.now, retryScale: 0.0005 });
  const workspace = slack.addWorkspace({ team: 'T1', appId: 'A1', botToken: 'xoxb-one' });
  const env = {
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_BOT_TOKEN: 'xoxb-one',
    SLACK_API_URL: slack.apiUrl,
    ...more,
  };
  const desk = await startTestDesk({ env, clock });
  await eventually('the desk knows its workspace', () => knowsWorkspace(desk));
  slack.deliverTo(`${desk.url}/slack/events`);
  return {
    ...desk,
    slack,
    workspace,
    async quiet() {
      await slack.settled();
      await desk.quiet();
      await slack.settled();
    },
    async dispose() {
      await desk.dispose();
      await slack.stop();
    },
  };
}

/** Whether the desk has learnt from Slack which workspace it is installed in. */
export function knowsWorkspace({ url }: TestDesk): Promise<boolean> {
  return hasReached({ url }, 'slack');
}
