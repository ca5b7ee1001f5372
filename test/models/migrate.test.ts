import assert from 'node:assert/strict';
import type { Database } from '../../models/database.js';
import { migrate, pendingMigrations } from '../../models/migrate.js';
import { migrations } from '../../models/migrations/index.js';
import { rowMaker } from '../support/any-row.js';
import { type FreshDatabase, freshDatabase, rowsOf } from '../support/database.js';
import { readSchema, type Table } from '../support/schema.js';
import { startProcess } from '../support/start-process.js';

const names = migrations.map(({ name }) => name);

describe('migrations', () => {
  let fresh: FreshDatabase;

  beforeEach(async () => {
    fresh = await freshDatabase({ isEmpty: true });
  });
  afterEach(() => fresh.dispose());

  it('run once, in order', async () => {
    const { database } = fresh;
    assert.deepEqual(await pendingMigrations(database), names);
    assert.deepEqual(await migrate(database), names);
    assert.deepEqual(await migrate(database), []);
    assert.deepEqual(await pendingMigrations(database), []);
  });

  it('go down to nothing, rows or no rows, and up to the same schema', async () => {
    const { database } = fresh;
    await migrate(database);
    const schema = await readSchema(database);
    await fillEveryTable(database, schema);
    assert.deepEqual(await migrate(database, 'down'), names.toReversed());
    assert.deepEqual(
      (await readSchema(database)).map(({ name }) => name),
      ['schema_migration'],
    );
    assert.deepEqual(await migrate(database), names);
    assert.deepEqual(await readSchema(database), schema);
  });

  for (const name of names) {
    it(`${name} goes down and up again and leaves the rows of those before it alone`, async () => {
      const { database } = fresh;
      await migrateBefore(database, name);
      const older = await readSchema(database);
      await migrate(database, 'up', name);
      const schema = await readSchema(database);
      await fillEveryTable(database, schema);
      const before = await rowsIn(database, older);
      assert.deepEqual(await migrate(database, 'down', name), [name]);
      assert.deepEqual(await rowsIn(database, older), before);
      assert.deepEqual(await migrate(database, 'up', name), [name]);
      assert.deepEqual(await rowsIn(database, older), before);
      assert.deepEqual(await readSchema(database), schema);
    });
  }

  it('are run by one of two processes that start at once', async () => {
    const processes = await Promise.all([1, 2].map(() => startProcess(fresh.url, { do: 'migrate' })));
    for (const other of processes) other.go();
    const ran = await Promise.all(processes.map(({ result }) => result as Promise<string[]>));
    assert.deepEqual(
      ran.toSorted((a, b) => a.length - b.length),
      [[], names],
    );
    assert.deepEqual(await pendingMigrations(fresh.database), []);
  });

  it('leave the old schema and its rows when the process is killed in the middle, and run afterwards', async () => {
    const { database, url } = fresh;
    const last = names.at(-1) ?? assert.fail();
    await migrateBefore(database, last);
    const schema = await readSchema(database);
    await fillEveryTable(database, schema);
    const before = await rowsIn(database, schema);
    const count = await statementsOf(last);
    for (const killAtStatement of [2, Math.ceil(count / 3), Math.ceil((count * 2) / 3), count]) {
      const killed = await startProcess(url, { do: 'migrate', killAtStatement });
      killed.go();
      assert.equal(await killed.result, undefined);
      assert.deepEqual(await readSchema(database), schema, `killed at statement ${killAtStatement} of ${count}`);
      assert.deepEqual(await rowsIn(database, schema), before);
    }
    assert.deepEqual(await migrate(database), [last]);
    assert.deepEqual(await rowsIn(database, schema), before);
  });

  it('make the same tables, columns, keys, uniques, references and indexes that SQLite has after up, down and up', async () => {
    const sqlite = await freshDatabase({ isEmpty: true, isSqlite: true });
    await migrate(fresh.database);
    await migrate(sqlite.database);
    await migrate(sqlite.database, 'down');
    await migrate(sqlite.database);
    assert.deepEqual(await readSchema(fresh.database), await readSchema(sqlite.database));
    await sqlite.dispose();
  });
});

/** Up to the migration before this one. */
async function migrateBefore(database: Database, name: string): Promise<void> {
  const before = names[names.indexOf(name) - 1];
  if (before) await migrate(database, 'up', before);
}

/** One row a table at least, and an organisation whose people it names. */
async function fillEveryTable(database: Database, schema: readonly Table[]): Promise<void> {
  const rows = rowMaker(database, schema);
  const org = String((await rows.make('orgs', '')).org_id);
  const person = String((await rows.make('users', org)).user_id);
  await database.write((tx) =>
    tx.run('UPDATE orgs SET poc_user_id = $1, tech_contact_user_id = $1 WHERE org_id = $2', [person, org]),
  );
  for (const { name } of schema.filter((table) => table.name !== 'schema_migration')) await rows.make(name, org);
}

/** All rows of these tables in an order of their own, with the columns they had; which migrations ran is not among them. */
async function rowsIn(database: Database, tables: readonly Table[]): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const { name, columns } of tables.filter((table) => table.name !== 'schema_migration')) {
    const known = columns.map((column) => column.name);
    found[name] = (await rowsOf<Record<string, unknown>>(database, name))
      .map((row) => JSON.stringify(known.map((column) => row[column])))
      .toSorted();
  }
  return found;
}

/** How many statements this migration takes, from the first to the last that is told. */
async function statementsOf(name: string): Promise<number> {
  const told: string[] = [];
  const fresh = await freshDatabase({ isEmpty: true, onStatement: (sql) => told.push(sql) });
  await migrateBefore(fresh.database, name);
  const before = told.length;
  await migrate(fresh.database, 'up', name);
  await fresh.dispose();
  return told.length - before;
}
