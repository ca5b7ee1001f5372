import { startClock, type TestClock } from './clock.js';
import { startTestDesk, type TestDesk } from './desk.js';
import { eventually } from './eventually.js';
import { hasReached } from './has-reached.js';
import { type LoopbackTeams, startLoopbackTeams } from './teams/start-loopback-teams.js';
import type { LoopbackTenant } from './teams/tenant.js';

/** A desk on a loopback Teams, in one tenant and otherwise as fresh as at its first start. */
export interface TeamsDesk extends TestDesk {
  readonly teams: LoopbackTeams;
  readonly tenant: LoopbackTenant;
}

/** Starts both; resolves when the desk has reached Teams. */
export async function startTeamsDesk({
  clock = startClock(),
  env: more = {},
}: {
  readonly clock?: TestClock;
  readonly env?: Readonly<Record<string, string>>;
} = {}): Promise<TeamsDesk> {
  const teams = await startLoopbackTeams({ clock: clock.now, retryScale: 0.05 });
  const tenant = teams.addTenant();
  const desk = await startTestDesk({ env: { ...teams.env, TEAMS_TENANT_ID: tenant.id, ...more }, clock });
  await eventually('the desk reaches Teams', () => hasReached(desk, 'teams'));
  teams.deliverTo(`${desk.url}/api/messages`);
  return {
    ...desk,
    teams,
    tenant,
    async quiet() {
      await teams.settled();
      await desk.quiet();
      await teams.settled();
    },
    async dispose() {
      await desk.dispose();
      await teams.stop();
    },
  };
}
