import { probeRedis } from '../../jobs/engine/probe-redis.js';
import { jobBacklogs } from '../../jobs/index.js';
import { postgresClock } from '../../models/database/postgres-clock.js';
import { connect, type Database } from '../../models/database.js';
import { findWorkers } from '../../models/due-work/job-run.js';
import { pendingMigrations } from '../../models/migrate.js';
import type { Config } from '../config.js';
import { DeskError, reasonOf } from '../errors.js';
import { createPlatforms } from '../platforms/index.js';
import { countLive } from './live-workers.js';
import { whyNot } from './why-not.js';

/** Clocks that differ by more make leases and due times mean different things to different processes. */
const MOST_SKEW_MS = 2_000;

/** One thing that was looked at. */
export interface Finding {
  readonly name: string;
  readonly isWell: boolean;
  /** What was found and, where it is not well, the mend. */
  readonly note: string;
}

/** Looks at everything an installation needs, changes nothing, and says what is wrong with the mend. */
export async function examine(config: Config, now: Date): Promise<readonly Finding[]> {
  return [
    ...(await ofDatabase(config, now)),
    await ofRedis(config),
    ...(await ofSlack(config)),
    ...(await ofTeams(config)),
  ];
}

async function ofDatabase({ databaseUrl }: Config, now: Date): Promise<Finding[]> {
  let database: Database;
  try {
    database = await connect({ url: databaseUrl });
  } catch (error) {
    return [bad('database', error instanceof DeskError ? error.userMessage : `cannot be opened (${reasonOf(error)})`)];
  }
  try {
    const pending = await pendingMigrations(database);
    if (pending.length > 0)
      return [
        good('database', database.dialect),
        bad('schema', `lacks ${pending.join(', ')}: start the desk or run "deskhand migrate"`),
      ];
    return [
      good('database', database.dialect),
      good('schema', 'up to date'),
      ...(await ofClock(database, now)),
      await ofWorkers(database, now),
      ...(await ofBacklogs(database, now)),
    ];
  } finally {
    await database.close();
  }
}

async function ofClock(database: Database, now: Date): Promise<Finding[]> {
  if (database.dialect === 'sqlite') return [];
  const began = performance.now();
  const its = await postgresClock(database);
  const tookMs = performance.now() - began;
  return [skew('database clock', its - now.getTime() - tookMs)];
}

async function ofWorkers(database: Database, now: Date): Promise<Finding> {
  const workers = await findWorkers(database);
  const live = countLive(workers, now);
  if (live > 0) return good('workers', `${live} heard of in the last minute`);
  const last = workers[0] ? `none heard of since ${workers[0].seen_at}` : 'none is running';
  return bad('workers', `${last}: start the desk (deskhand serve)`);
}

async function ofBacklogs(database: Database, now: Date): Promise<Finding[]> {
  return (await jobBacklogs(database, now)).flatMap(({ job, due, oldest, dead, isLate }) => {
    if (isLate) return [bad(job, `${due} due, the oldest since ${oldest}: look at the workers and their log`)];
    if (dead > 0) return [bad(job, `${dead} given up: "deskhand jobs list" or "deskhand deliveries list" says why`)];
    return [];
  });
}

async function ofRedis({ redisUrl }: Config): Promise<Finding> {
  if (redisUrl === undefined) return good('redis', 'none is set; the queue is inside the process');
  const found = await probeRedis(redisUrl);
  if (!found.isReached)
    return bad('redis', `is not reached (${found.reason}): check REDIS_URL; until then the poller does the work`);
  if (found.problems.length > 0) return bad('redis', found.problems.map(({ text }) => text).join(' '));
  return skew('redis', found.aheadMs);
}

async function ofSlack({ slack }: Config): Promise<Finding[]> {
  if (!slack) return [];
  const installations = { find: async () => undefined };
  const { slack: platform } = await createPlatforms({
    clock: () => new Date(),
    slack: { ...slack, installations },
    teams: undefined,
    web: undefined,
  });
  try {
    const team = await platform?.identify(slack.botToken);
    return [good('slack', `the token is that of ${team?.teamName ?? 'a workspace'}`)];
  } catch (error) {
    return [bad('slack', whyNot('slack', error).text)];
  }
}

async function ofTeams({ teams }: Config): Promise<Finding[]> {
  if (!teams) return [];
  const installations = { find: async () => undefined, noteServiceUrl: async () => undefined };
  const { teams: platform } = await createPlatforms({
    clock: () => new Date(),
    slack: undefined,
    teams: { ...teams, installations },
    web: undefined,
  });
  try {
    await platform?.warm();
    return [good('teams', 'the keys are there, and Microsoft knows the app and its password')];
  } catch (error) {
    return [bad('teams', whyNot('teams', error).text)];
  }
}

function skew(name: string, aheadMs: number): Finding {
  const text = `its clock is ${Math.abs(Math.round(aheadMs))} ms ${aheadMs < 0 ? 'behind' : 'ahead of'} this machine's`;
  return Math.abs(aheadMs) > MOST_SKEW_MS ? bad(name, `${text}: set both by NTP`) : good(name, text);
}

function good(name: string, note: string): Finding {
  return { name, isWell: true, note };
}

function bad(name: string, note: string): Finding {
  return { name, isWell: false, note };
}
