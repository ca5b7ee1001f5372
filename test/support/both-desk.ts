import { startClock } from './clock.js';
import { startTestDesk, type TestDesk } from './desk.js';
import { eventually } from './eventually.js';
import { hasReached } from './has-reached.js';
import { type LoopbackSlack, startLoopbackSlack } from './slack/start-loopback-slack.js';
import type { LoopbackWorkspace } from './slack/workspace.js';
import { type LoopbackTeams, startLoopbackTeams } from './teams/start-loopback-teams.js';
import type { LoopbackTenant } from './teams/tenant.js';

/** One desk on a loopback Slack and a loopback Teams, a workspace and a tenant of one company. */
export interface BothDesk extends TestDesk {
  readonly slack: LoopbackSlack;
  readonly workspace: LoopbackWorkspace;
  readonly teams: LoopbackTeams;
  readonly tenant: LoopbackTenant;
  /** Waits for what somebody does, on either platform, and for all that follows from it. */
  act<T>(doing: Promise<T>): Promise<T>;
}

const signingSecret = 'a-signing-secret-of-tests';

/** Starts all three; resolves when the desk has reached both platforms. */
export async function startBothDesk(): Promise<BothDesk> {
  const clock = startClock();
  const slack = await startLoopbackSlack({ signingSecret, clock: clock.now, retryScale: 0.0005 });
  const workspace = slack.addWorkspace({ team: 'T1', appId: 'A1', botToken: 'xoxb-one' });
  const teams = await startLoopbackTeams({ clock: clock.now, retryScale: 0.05 });
  const tenant = teams.addTenant();
  const env = {
    ...{ SLACK_SIGNING_SECRET: signingSecret, SLACK_BOT_TOKEN: 'xoxb-one', SLACK_API_URL: slack.apiUrl },
    ...{ ...teams.env, TEAMS_TENANT_ID: tenant.id },
    PUBLIC_URL: 'https://desk.example.com',
  };
  const desk = await startTestDesk({ env, clock });
  await eventually('the desk reaches both', () => hasReached(desk, 'slack', 'teams'));
  slack.deliverTo(`${desk.url}/slack/events`);
  teams.deliverTo(`${desk.url}/api/messages`);
  const settled = () => Promise.all([slack.settled(), teams.settled()]);
  const quiet = async () => {
    await settled();
    await desk.quiet();
    await settled();
  };
  return {
    ...desk,
    ...{ slack, workspace, teams, tenant, quiet },
    async act(doing) {
      const done = await doing;
      await quiet();
      return done;
    },
    async dispose() {
      await desk.dispose();
      await Promise.all([slack.stop(), teams.stop()]);
    },
  };
}
