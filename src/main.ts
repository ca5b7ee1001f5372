import { defaultTimings } from '../jobs/engine/timings.js';
import { jobLeft, jobs, startJobs } from '../jobs/index.js';
import type { Config } from './config.js';
import { createIntake } from './desk/intake.js';
import { assemble } from './start/assemble.js';
import { createChecks } from './start/health.js';
import { startHeartbeat } from './start/heartbeat.js';
import { scaled, scaledJobs } from './start/scaled.js';
import { setUpSlack } from './start/slack.js';
import { foundTenants, setUpTeams } from './start/teams.js';
import type { SetUp } from './start/until-it-answers.js';

/** How often a worker says that it lives, ms; each costs a commit. */
const BEAT_MS = 10_000;
const LEAST_BEAT_MS = 500;

/** A running desk. */
export interface RunningDesk {
  /** Where people reach it; undefined for a process that only works. */
  readonly url: string | undefined;
  /** Every path it answers; one that ends with a slash stands for all below it. */
  readonly paths: readonly string[];
  /** Resolves when everything taken so far has been answered and sent. */
  idle(): Promise<void>;
  /** Stops in reverse order: takes no more, finishes what it has, closes. */
  stop(): Promise<void>;
}

export interface StartOptions {
  readonly clock?: () => Date;
  /** Told every SQL statement; for tests that read them. */
  readonly onStatement?: (sql: string) => void;
  /** Where lines for whoever started the desk go; standard output unless given. */
  readonly print?: (line: string) => void;
}

/** Puts the desk together and starts it: database, platforms, delivery, desk, jobs, HTTP. */
export async function startDesk(config: Config, options: StartOptions = {}): Promise<RunningDesk> {
  const { clock = () => new Date(), onStatement, print = toStandardOutput } = options;
  let slack: SetUp | undefined;
  const isSlackSettled = () => slack?.state().isKnown ?? false;
  const { desk, sender, platforms, tools } = await assemble(config, { clock, onStatement, isSlackSettled });
  const { database } = desk;
  if (config.teams)
    await foundTenants({ ...desk, tenants: config.teams.tenants, hasSlack: Boolean(config.slack), print });
  const intake = createIntake(desk);
  const engine = await startJobs({
    jobs: scaledJobs(jobs, config.waits),
    tools,
    clock,
    redisUrl: config.redisUrl,
    timings: scaled(defaultTimings, config.waits),
    roles: { worker: config.roles.worker },
    left: (name) => jobLeft(database, name, clock()),
  });

  const heartbeat = config.roles.worker
    ? startHeartbeat({
        database,
        clock,
        everyMs: Math.max(LEAST_BEAT_MS, BEAT_MS * config.waits),
        jobs: () => engine.state().jobs,
      })
    : undefined;

  if (config.roles.web) for (const platform of platforms.all.values()) await platform.start(intake);
  const identify = config.slack && platforms.slack?.identify.bind(undefined, config.slack.botToken);
  slack = identify && setUpSlack({ ...desk, identify, print, waits: config.waits });
  const teams = platforms.teams && setUpTeams({ warm: platforms.teams.warm, waits: config.waits });

  let isReady = true;
  const checks = createChecks({ database, jobs: engine, slack, teams, clock, waits: config.waits });
  // Only here: a process that only works needs neither Express nor the console, and starts faster without them.
  const web = config.roles.web
    ? await (await import('./start/serve-web.js')).serveWeb({
        ...{ config, database, clock, engine, platforms, checks },
        isReady: () => isReady,
      })
    : undefined;

  return {
    url: web?.url,
    paths: web?.paths ?? [],
    async idle() {
      await intake.idle();
      await sender.idle();
    },
    async stop() {
      isReady = false;
      slack?.stop();
      teams?.stop();
      await web?.close();
      for (const platform of platforms.all.values()) await platform.stop();
      await engine.stop();
      await heartbeat?.stop();
      await intake.idle();
      await sender.stop();
      await database.close();
    },
  };
}

function toStandardOutput(line: string): void {
  process.stdout.write(`${line}\n`);
}
