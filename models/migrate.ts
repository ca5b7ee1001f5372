import type { UmzugOptions } from 'umzug';
import { writeStatistics } from './database/sqlite-statistics.js';
import type { Database, Tx } from './database.js';
import { migrations } from './migrations/index.js';

/** Any number; the same in every process of every version, so that migrators wait for each other. */
const ADVISORY_LOCK = 728_466_501;

/**
 * Brings the schema up to date, or down to nothing, or as far as the migration named `to` (done on the way up, undone on
 * the way down), and returns the names of the migrations that ran. All of them share one transaction with their entries
 * in `schema_migration`, on both databases: a process killed half-way leaves the schema as it was, and a second process
 * waits for the first and then finds nothing to do.
 */
export async function migrate(
  database: Database,
  direction: 'up' | 'down' = 'up',
  to?: string,
): Promise<readonly string[]> {
  if (direction === 'up' && (await pendingMigrations(database)).length === 0) return [];
  // Nearly always there is nothing to do, and then it need not be loaded: that takes as long as the rest of a command.
  const { Umzug } = await import('umzug');
  return database.write(async (tx) => {
    if (database.dialect === 'postgres') await waitForMigrator(tx);
    await tx.run('CREATE TABLE IF NOT EXISTS schema_migration (name TEXT NOT NULL PRIMARY KEY)');
    const umzug = new Umzug(inTransaction(database, tx));
    const ran = direction === 'up' ? await umzug.up(to ? { to } : {}) : await umzug.down({ to: to ?? 0 });
    if (database.dialect === 'sqlite') await writeStatistics(tx);
    return ran.map(({ name }) => name);
  });
}

/** Whoever waited has to see what the other migrator did meanwhile, and may wait for as long as that takes. */
async function waitForMigrator(tx: Tx): Promise<void> {
  await tx.run('SET TRANSACTION ISOLATION LEVEL READ COMMITTED');
  await tx.run('SET LOCAL lock_timeout = 0');
  await tx.all('SELECT pg_advisory_xact_lock($1)', [ADVISORY_LOCK]);
}

/** Names of migrations that have not run yet; all of them on an empty database. */
export async function pendingMigrations(database: Database): Promise<readonly string[]> {
  const done: readonly string[] = await namesDone(database).catch(() => []);
  return migrations.map(({ name }) => name).filter((name) => !done.includes(name));
}

function inTransaction(database: Database, tx: Tx): UmzugOptions<object> {
  return {
    migrations: migrations.map(({ name, up, down }) => ({
      name,
      up: () => runAll(tx, up(database.dialect)),
      down: () => runAll(tx, down(database.dialect)),
    })),
    storage: {
      executed: () => namesDone(tx),
      logMigration: async ({ name }) => void (await tx.run('INSERT INTO schema_migration (name) VALUES ($1)', [name])),
      unlogMigration: async ({ name }) => void (await tx.run('DELETE FROM schema_migration WHERE name = $1', [name])),
    },
    logger: undefined,
  };
}

async function namesDone(sql: Pick<Database, 'all'>): Promise<string[]> {
  const rows = await sql.all<{ name: string }>('SELECT name FROM schema_migration ORDER BY name');
  return rows.map(({ name }) => name);
}

async function runAll(tx: Tx, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await tx.run(statement);
}
