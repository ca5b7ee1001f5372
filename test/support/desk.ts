import { readConfig } from '../../src/config.js';
import { log } from '../../src/log.js';
import { startDesk } from '../../src/main.js';
import { startClock, type TestClock } from './clock.js';
import { type FreshDatabase, freshDatabase, rowsOf } from './database.js';
import { eventually } from './eventually.js';
import { watchTenancy } from './statements.js';

/** A whole desk in the test's process, on a database of its own, with every wait twenty times shorter. */
export interface TestDesk {
  readonly url: string;
  /** Every path it answers. */
  readonly paths: readonly string[];
  readonly clock: TestClock;
  /** The same database, to look into and to put things into that no chat can. */
  readonly database: FreshDatabase['database'];
  /** What the desk printed for whoever started it. */
  readonly printed: readonly string[];
  /** Resolves when everything told so far was answered and every answer was sent. */
  quiet(): Promise<void>;
  dispose(): Promise<void>;
}

export interface TestDeskOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly clock?: TestClock;
}

/** Starts a desk with the settings given; without any it is the playground. */
export async function startTestDesk({ env = {}, clock = startClock() }: TestDeskOptions = {}): Promise<TestDesk> {
  const fresh = await freshDatabase();
  const { database, url } = fresh;
  const printed: string[] = [];
  const given = { PORT: '0', DESKHAND_WAITS: '0.05', ...env };
  const desk = await startDesk(
    { ...readConfig(given), databaseUrl: url },
    { clock: clock.now, onStatement: watchTenancy, print: (line) => printed.push(line) },
  );
  return {
    url: desk.url ?? '',
    paths: desk.paths,
    clock,
    database,
    printed,
    quiet: () =>
      eventually('the desk is quiet', async () => {
        await desk.idle();
        return !(await isBusy(database));
      }),
    async dispose() {
      await desk.stop();
      await fresh.dispose();
    },
  };
}

/** Something waits to be answered, or to be sent to a conversation that exists on its platform. */
async function isBusy(database: FreshDatabase['database']): Promise<boolean> {
  const inbox = await rowsOf(database, 'inbox', "WHERE state = 'waiting' LIMIT 1");
  const unsent = `WHERE state IN ('pending', 'sending', 'uncertain') AND conversation_id IN
    (SELECT conversation_id FROM conversation WHERE external_key IS NOT NULL) LIMIT 1`;
  const outbox = await rowsOf(database, 'outbox', unsent);
  return inbox.length + outbox.length > 0;
}

// Waits this short make the engine complain of slow answers on a busy machine; what is really wrong is an error.
log.level = process.env.LOG_LEVEL ?? 'error';
