import { jobs, startJobs } from '../jobs/index.js';
import { defaultTimings } from '../jobs/timings.js';
import { connect } from '../models/database.js';
import { defineModels } from '../models/index.js';
import { migrate } from '../models/migrate.js';
import type { Config } from './config.js';
import type { Delivery } from './delivery/deliver-next.js';
import { createSender } from './delivery/sender.js';
import { defaultWaits } from './delivery/waits.js';
import { type Desk, defaultDeskWaits } from './desk/desk.js';
import { createIntake } from './desk/intake.js';
import { loadLibrary } from './desk/library.js';
import { healthRoutes } from './http/health.js';
import { metricsRoute } from './http/metrics.js';
import { serveHttp } from './http/server.js';
import { packageRoot } from './package-root.js';
import { createPlatforms } from './platforms/index.js';
import { deadLetters, drawCards } from './start/delivery-parts.js';
import { deskTools } from './start/desk-tools.js';
import { createChecks, createFigures, rowsHandled } from './start/health.js';
import { PLAYGROUND_TENANT, playgroundStoreOf, setUpPlayground } from './start/playground.js';
import { paced, scaled, scaledJobs } from './start/scaled.js';
import { type SlackSetUp, setUpSlack, slackInstallations } from './start/slack.js';

/** How long a platform may take to answer one call, ms; never less than the least, however short the waits. */
const PLATFORM_TIMEOUT_MS = 10_000;
const LEAST_TIMEOUT_MS = 500;

/** A running desk. */
export interface RunningDesk {
  /** Where people reach it; undefined for a process that only works. */
  readonly url: string | undefined;
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
  const database = await connect({ url: config.databaseUrl, onStatement });
  await migrate(database);
  const base = { database, models: defineModels(database.sequelize), clock };

  const playground = config.hasPlayground ? await setUpPlayground(base) : undefined;
  let slack: SlackSetUp | undefined;
  const platforms = createPlatforms({
    clock,
    slack: config.slack && {
      ...config.slack,
      timeoutMs: Math.max(LEAST_TIMEOUT_MS, PLATFORM_TIMEOUT_MS * config.waits),
      installations: slackInstallations({
        database,
        token: config.slack.botToken,
        isSettled: () => slack?.state().isKnown ?? false,
      }),
    },
    web: playground && {
      tenant: PLAYGROUND_TENANT,
      store: playgroundStoreOf(database, playground),
      root: packageRoot,
    },
  });

  const delivery: Delivery = {
    database,
    platforms: paced(platforms.all, config.waits),
    render: drawCards(clock),
    onDead: deadLetters(base),
    clock,
    waits: scaled(defaultWaits, config.waits),
  };
  const sender = createSender(delivery);
  const desk: Desk = {
    ...base,
    platforms: platforms.all,
    library: await loadLibrary(),
    waits: scaled(defaultDeskWaits, config.waits),
    take: sender.take,
  };
  const intake = createIntake(desk);
  const engine = await startJobs({
    jobs: scaledJobs(jobs, config.waits),
    tools: deskTools({ desk, delivery, sender }),
    clock,
    redisUrl: config.redisUrl,
    timings: scaled(defaultTimings, config.waits),
    roles: { worker: config.roles.worker },
  });

  for (const platform of platforms.all.values()) await platform.start(intake);
  const identify = config.slack && platforms.slack?.identify.bind(undefined, config.slack.botToken);
  slack = identify && setUpSlack({ ...base, identify, print, waits: config.waits });

  let isReady = true;
  const http = config.roles.web
    ? await serveHttp({
        host: config.host,
        port: config.port,
        routes: [
          ...healthRoutes(createChecks({ database, jobs: engine, slack, clock }), () => isReady),
          metricsRoute(
            createFigures(database, () => ({ ...platforms.slack?.counts(), ...rowsHandled(engine.state()) })),
          ),
          ...[...platforms.all.values()].flatMap((platform) => platform.routes),
        ],
      })
    : undefined;

  return {
    url: http?.url,
    async idle() {
      await intake.idle();
      await sender.idle();
    },
    async stop() {
      isReady = false;
      slack?.stop();
      await http?.close();
      for (const platform of platforms.all.values()) await platform.stop();
      await engine.stop();
      await intake.idle();
      await sender.stop();
      await database.close();
    },
  };
}

function toStandardOutput(line: string): void {
  process.stdout.write(`${line}\n`);
}
