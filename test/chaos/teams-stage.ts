import { connect, type Database } from '../../models/database.js';
import { eventually } from '../support/eventually.js';
import { hasReached } from '../support/has-reached.js';
import { type DeskProcess, deskProcess } from '../support/processes.js';
import { startRedis } from '../support/redis.js';
import type { Person } from '../support/teams/person.js';
import { type LoopbackTeams, startLoopbackTeams } from '../support/teams/start-loopback-teams.js';
import type { LoopbackTenant } from '../support/teams/tenant.js';
import { openGround, quiet, WAITS } from './stage.js';

/** Real desks around a loopback Teams and one database. */
export interface TeamsStage {
  readonly teams: LoopbackTeams;
  readonly tenant: LoopbackTenant;
  readonly database: Database;
  readonly desks: readonly DeskProcess[];
  /** What a figure was measured on. */
  readonly ground: string;
  people(count: number, name: string): readonly Person[];
  quiet(withinMs?: number): Promise<void>;
  stop(): Promise<void>;
}

/** Sets the stage and starts the desks, which share a Redis. `waits`: what part of their real length all waits have. */
export async function startTeamsStage({
  desks: count = 2,
  waits = WAITS,
}: {
  desks?: number;
  waits?: number;
} = {}): Promise<TeamsStage> {
  const teams = await startLoopbackTeams({ retryScale: WAITS });
  const tenant = teams.addTenant();
  const ground = await openGround();
  const redis = await startRedis();
  const env = {
    ...ground.env,
    ...teams.env,
    REDIS_URL: redis.url,
    TEAMS_TENANT_ID: tenant.id,
    DESKHAND_WAITS: String(waits),
  };
  const desks: DeskProcess[] = [];
  for (let place = 0; place < count; place += 1) {
    const desk = await deskProcess({ env });
    desks.push(desk);
    await desk.start();
  }
  for (const { url } of desks) await eventually('a desk reaches Teams', () => hasReached({ url }, 'teams'));
  const database = await connect({ url: ground.url });
  teams.deliverTo(...desks.map(({ url }) => `${url}/api/messages`));
  return {
    teams,
    tenant,
    database,
    desks,
    ground: `${database.dialect}, ${count} process${count === 1 ? '' : 'es'}`,
    people: (number, name) =>
      Array.from({ length: number }, (_, index) =>
        tenant.addPerson({ firstName: name, lastName: String(index + 1), email: `${name}${index + 1}@home.example` }),
      ),
    quiet: (withinMs = 60_000) => quiet(teams, database, withinMs),
    async stop() {
      await Promise.all(desks.map((desk) => desk.stop()));
      await redis.stop();
      await database.close();
      await teams.stop();
      await ground.remove();
    },
  };
}
