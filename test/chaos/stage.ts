import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type Database } from '../../models/database.js';
import { type OrgId, orgIdOf } from '../../models/ids.js';
import { changeSetting } from '../../src/operations/organisations/org-settings.js';
import { freshDatabase, rowsOf } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { type DeskProcess, deskProcess } from '../support/processes.js';
import { type RedisChild, startRedis } from '../support/redis.js';
import type { LoopbackChannel } from '../support/slack/channel.js';
import type { Person } from '../support/slack/person.js';
import { type LoopbackOptions, type LoopbackSlack, startLoopbackSlack } from '../support/slack/start-loopback-slack.js';
import type { LoopbackWorkspace } from '../support/slack/workspace.js';

/** Real desks around a loopback Slack and one database; `database` is for looking, the product never sees it. */
export interface Stage {
  readonly slack: LoopbackSlack;
  readonly workspace: LoopbackWorkspace;
  readonly database: Database;
  /** Of the database, for other processes. */
  readonly url: string;
  readonly desks: readonly DeskProcess[];
  /** A private redis-server that all desks share, where the stage was asked for one. */
  readonly redis: RedisChild | undefined;
  /** `sqlite` or `postgres`, and the number of desks: what a figure was measured on. */
  readonly ground: string;
  orgId(): Promise<OrgId>;
  /** People nobody has met yet. */
  people(count: number, name: string): readonly Person[];
  /** A private channel where tickets are worked from now on, with these techs in it. */
  triage(name: string, techs: readonly Person[]): Promise<LoopbackChannel>;
  /** Another desk on the same ground, not started yet. */
  addDesk(more?: Readonly<Record<string, string>>, cli?: string, role?: 'web' | 'worker'): Promise<DeskProcess>;
  /** Resolves when nothing waits any more: nothing to deliver, to answer or to send. */
  quiet(withinMs?: number): Promise<void>;
  stop(): Promise<void>;
}

export interface StageOptions extends Partial<LoopbackOptions> {
  readonly desks?: number;
  readonly hasRedis?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  /** Programs to run instead of the one that was built, by the desk's place. */
  readonly clis?: readonly (string | undefined)[];
  /** What each does, by the desk's place; both roles unless given. */
  readonly roles?: readonly ('web' | 'worker')[];
}

/** Every lease, backoff and poll runs this much shorter; figures scale with it. */
export const WAITS = 0.05;

/** So many, or the share of it that CHAOS_SHARE asks for; never less than `least`. */
export function sized(count: number, least = 1): number {
  return Math.max(least, Math.round(count * Number(process.env.CHAOS_SHARE ?? 1)));
}

/** Sets the stage and starts the desks. */
export async function startStage(options: StageOptions = {}): Promise<Stage> {
  const { desks: count = 1, hasRedis = false, env = {}, clis = [], roles = [], ...loopback } = options;
  const slack = await startLoopbackSlack({ signingSecret: SECRET, retryScale: WAITS, ...loopback });
  const workspace = slack.addWorkspace({ team: 'T1', appId: 'A1', botToken: 'xoxb-one' });
  const ground = await openGround();
  const redis = hasRedis ? await startRedis() : undefined;
  const common = {
    ...ground.env,
    ...(redis && { REDIS_URL: redis.url }),
    SLACK_SIGNING_SECRET: SECRET,
    SLACK_BOT_TOKEN: 'xoxb-one',
    SLACK_API_URL: slack.apiUrl,
    DESKHAND_WAITS: String(WAITS),
    ...env,
  };
  const desks: DeskProcess[] = [];
  const addDesk: Stage['addDesk'] = async (more = {}, cli = undefined, role = undefined) => {
    const args = role ? ['--roles', role] : [];
    const desk = await deskProcess({ env: { ...common, ...more }, args, ...(cli && { cli }) });
    desks.push(desk);
    return desk;
  };
  for (let place = 0; place < count; place += 1) {
    const desk = await addDesk({}, clis[place], roles[place]);
    await desk.start();
  }
  const database = await connect({ url: ground.url });
  const webs = desks.filter((_, place) => roles[place] !== 'worker');
  slack.deliverTo(...webs.map(({ url }) => `${url}/slack/events`));

  const orgId = async () => {
    let id: OrgId | undefined;
    await eventually('the workspace is known', async () => {
      const [row] = await rowsOf<{ org_id: string; platform: string }>(database, 'installation');
      id = row && orgIdOf(row);
      return id !== undefined;
    });
    if (!id) throw new Error('the workspace is known');
    return id;
  };
  await orgId();
  return {
    slack,
    workspace,
    database,
    url: ground.url,
    desks,
    redis,
    ground: `${database.dialect}, ${count} process${count === 1 ? '' : 'es'}`,
    orgId,
    people: (number, name) =>
      Array.from({ length: number }, (_, index) =>
        workspace.addPerson({ firstName: name, lastName: String(index + 1), email: `${name}${index + 1}@example.com` }),
      ),
    async triage(name, techs) {
      const channel = workspace.addChannel({ name, isPrivate: true, members: techs, withBot: true });
      const where = { platform: 'slack', tenant: workspace.team, conversation: channel.id, isPrivate: true };
      const id = await orgId();
      await database.write((tx) => changeSetting(tx, id, 'triage_channel', where, new Date()));
      return channel;
    },
    addDesk,
    quiet: (withinMs = 60_000) => quiet(slack, database, withinMs),
    async stop() {
      await Promise.all(desks.map((desk) => desk.stop()));
      await redis?.stop();
      await database.close();
      await slack.stop();
      await ground.remove();
    },
  };
}

/** Prints a line's figure. */
export function figure(line: string, text: string, stage: { readonly ground: string }): void {
  process.stdout.write(`    ${line} … ${text} (${stage.ground})\n`);
}

const SECRET = 'a-secret-for-signing';

/** A database of its own, as desks in processes are told of it. */
export async function openGround(): Promise<{
  readonly url: string;
  readonly env: Readonly<Record<string, string>>;
  remove(): Promise<void>;
}> {
  if (process.env.TEST_DATABASE_URL) {
    const fresh = await freshDatabase({ isEmpty: true });
    await fresh.database.close();
    return { url: fresh.url, env: { DATABASE_URL: fresh.url }, remove: fresh.dispose };
  }
  const folder = mkdtempSync(join(tmpdir(), 'deskhand-chaos-'));
  return {
    url: join(folder, 'deskhand.sqlite'),
    env: { DATA_DIR: folder },
    async remove() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Resolves when nothing waits any more: nothing to deliver, to answer or to send. */
export async function quiet(chat: { settled(): Promise<void> }, database: Database, withinMs: number): Promise<void> {
  const count = async (sql: string) => {
    const rows = await database.all<{ n: number }>(`/* all orgs: a test looks at everything */ ${sql}`);
    return rows[0]?.n ?? 0;
  };
  await eventually(
    'nothing waits any more',
    async () => {
      await chat.settled();
      const inbox = await count("SELECT CAST(COUNT(*) AS INTEGER) AS n FROM inbox WHERE state = 'waiting'");
      const outbox = await count(
        "SELECT CAST(COUNT(*) AS INTEGER) AS n FROM outbox WHERE state IN ('pending', 'sending', 'uncertain')",
      );
      return inbox + outbox === 0;
    },
    withinMs,
  );
}
