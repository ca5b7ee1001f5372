import { defaultTimings } from '../../jobs/engine/timings.js';
import type { DeskTools } from '../../jobs/tools.js';
import { connect } from '../../models/database.js';
import { defineModels } from '../../models/index.js';
import { migrate } from '../../models/migrate.js';
import { baseUrlOf, type Config } from '../config.js';
import type { Delivery } from '../delivery/deliver-next.js';
import { createSender, type Sender } from '../delivery/sender.js';
import { defaultWaits } from '../delivery/waits.js';
import { type Desk, defaultDeskWaits } from '../desk/desk.js';
import { orgLibraries } from '../desk/knowledge/org-libraries.js';
import { loadLibrary } from '../desk/library.js';
import { packageRoot } from '../package-root.js';
import { createPlatforms, type Platforms } from '../platforms/index.js';
import { deadLetters, drawCards } from './delivery-parts.js';
import { deskTools } from './desk-tools.js';
import { exampleCompanyOf, PLAYGROUND_TENANT, playgroundStoreOf, setUpPlayground } from './playground.js';
import { paced, scaled } from './scaled.js';
import { slackInstallations } from './slack.js';
import { teamsInstallations } from './teams.js';

/** How long a platform may take to answer one call, ms; never less than the least, however short the waits. */
const PLATFORM_TIMEOUT_MS = 10_000;
const LEAST_TIMEOUT_MS = 500;
/** The least time a timer's effect may be idle for, however short the waits, ms. */
const LEAST_ROW_IDLE_MS = 100;

/** How long an organisation's articles are taken to be the same before they are looked for again, ms. */
const LIBRARY_FRESH_MS = 5_000;

/** The parts of a desk that neither listen nor tick. */
export interface Parts {
  readonly desk: Desk;
  readonly delivery: Delivery;
  readonly sender: Sender;
  readonly platforms: Platforms;
  readonly tools: DeskTools;
}

/** Opens the database, brings its schema up to date and puts the parts together; nothing of it has begun to work. */
export async function assemble(
  config: Config,
  options: {
    readonly clock: () => Date;
    readonly onStatement?: ((sql: string) => void) | undefined;
    /** Whether Slack has said whose token it is; until then nobody can be called unknown. */
    readonly isSlackSettled: () => boolean;
  },
): Promise<Parts> {
  const { clock, onStatement, isSlackSettled } = options;
  const database = await connect({ url: config.databaseUrl, onStatement });
  await migrate(database);
  const base = { database, models: defineModels(database.sequelize), clock };

  const playground = config.hasPlayground ? await setUpPlayground(base) : undefined;
  const timeoutMs = Math.max(LEAST_TIMEOUT_MS, PLATFORM_TIMEOUT_MS * config.waits);
  const platforms = await createPlatforms({
    clock,
    slack: config.slack && {
      ...config.slack,
      timeoutMs,
      installations: slackInstallations({ database, token: config.slack.botToken, isSettled: isSlackSettled }),
    },
    teams: config.teams && { ...config.teams, timeoutMs, installations: teamsInstallations(database) },
    web: playground && {
      tenant: PLAYGROUND_TENANT,
      store: playgroundStoreOf(database, playground),
      root: packageRoot,
      company: exampleCompanyOf(() => desk, playground),
      // Where it asks who is there, it may be reached from elsewhere.
      allowedHosts: config.isPlaygroundGuarded ? [config.host, ...hostOf(config.publicUrl)] : [],
    },
  });

  // Who looks at the playground is on this machine.
  const fileUrl = config.publicUrl ?? (playground ? baseUrlOf(config) : undefined);
  const delivery: Delivery = {
    database,
    platforms: paced(platforms.all, config.waits),
    render: drawCards(clock),
    onDead: deadLetters(base),
    publicUrl: fileUrl,
    clock,
    waits: scaled(defaultWaits, config.waits),
  };
  const sender = createSender(delivery);
  const library = await loadLibrary();
  const desk: Desk = {
    ...base,
    platforms: platforms.all,
    library,
    libraryOf: orgLibraries({ database, shipped: library, clock, freshMs: LIBRARY_FRESH_MS * config.waits }),
    waits: scaled(defaultDeskWaits, config.waits),
    baseUrl: baseUrlOf(config),
    hasFileLinks: fileUrl !== undefined,
    take: sender.take,
  };
  const rowIdleMs = Math.max(LEAST_ROW_IDLE_MS, defaultTimings.rowIdleMs * config.waits);
  return { desk, delivery, sender, platforms, tools: deskTools({ desk, delivery, sender, rowIdleMs }) };
}

function hostOf(url: string | undefined): readonly string[] {
  return url === undefined ? [] : [new URL(url).hostname];
}
