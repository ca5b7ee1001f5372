import assert from 'node:assert/strict';
import { type AnyRow, insert, rowMaker } from '../support/any-row.js';
import { type FreshDatabase, freshDatabase, rowsOf } from '../support/database.js';
import { anOrg, aUser } from '../support/factories.js';
import { type Reference, readSchema, type Table } from '../support/schema.js';
import { tenantTables } from '../support/statements.js';

/** Columns that hold ids and cannot be references, with the reason. */
const noReference: Readonly<Record<string, string>> = {
  'account.external_id': "the platform's id of a person",
  'card.subject_id': 'a ticket, a session, a notice …: which, is said by kind',
  'notice.subject_id': 'a ticket, a device, a person …: which, is said by threshold',
  'timer.subject_id': 'a ticket, a device, a person …: which, is said by kind',
};

const refused = /foreign key/i;

describe('tenant keys', () => {
  let fresh: FreshDatabase;
  let schema: readonly Table[];
  let rows: ReturnType<typeof rowMaker>;
  let ours: string;
  let theirs: string;

  before(async () => {
    fresh = await freshDatabase();
    schema = await readSchema(fresh.database);
    rows = rowMaker(fresh.database, schema);
    ours = (await anOrg(fresh.database)).org_id;
    theirs = (await anOrg(fresh.database)).org_id;
  });
  after(() => fresh.dispose());

  it('every column that holds the id of a row is a reference', () => {
    const loose = tenantsOf(schema).flatMap(({ name, columns, key, references }) =>
      columns
        .map((column) => column.name)
        .filter((column) => /(_id|_tag|_into|_session|_user)$/.test(column) && !(key.length === 1 && key[0] === column))
        .filter((column) => !references.some((reference) => reference.columns.includes(column)))
        .map((column) => `${name}.${column}`),
    );
    assert.deepEqual(loose.toSorted(), Object.keys(noReference).toSorted());
  });

  it('every reference between rows of organisations carries org_id, or goes through a session', () => {
    const bare = pointers(schema)
      .filter(({ table }) => table.name !== 'messages')
      .filter(({ reference }) => !reference.columns.includes('org_id') && reference.table !== 'messages')
      .map(nameOf);
    assert.deepEqual(bare, []);
  });

  it('refuses, for every reference, to insert a row that points into another organisation', async () => {
    await forEachPointer(async ({ table, reference }) => {
      const foreign = pointing(reference, await rows.make(reference.table, theirs));
      const own = pointing(reference, await rows.make(reference.table, ours));
      const row = await rows.complete(table.name, ours, own);
      await assert.rejects(insert(fresh.database, table.name, { ...row, ...foreign }), refused);
      assert.equal(await insert(fresh.database, table.name, row), 1);
    });
  });

  it('refuses, for every reference, to turn a row to another organisation', async () => {
    await forEachPointer(async ({ table, reference }) => {
      const foreign = pointing(reference, await rows.make(reference.table, theirs));
      const row = await rows.make(table.name, ours, pointing(reference, await rows.make(reference.table, ours)));
      await assert.rejects(update(table, row, foreign), refused);
      await assert.rejects(update(table, row, { org_id: theirs }), refused);
    });
  });

  it('refuses, for every reference, to delete what is pointed to, and deletes nothing with it', async () => {
    await forEachPointer(async ({ table, reference }) => {
      const parent = await rows.make(reference.table, ours);
      await rows.make(table.name, ours, pointing(reference, parent));
      const target = schema.find(({ name }) => name === reference.table) ?? assert.fail();
      const there = await rowsOf(fresh.database, table.name);
      await assert.rejects(remove(target, parent), refused);
      assert.equal((await rowsOf(fresh.database, table.name)).length, there.length);
    });
  });

  it('neither deletes nor changes rows through any reference', () => {
    const actions = schema.flatMap(({ references }) =>
      references.flatMap(({ onDelete, onUpdate }) => [onDelete, onUpdate]),
    );
    assert.deepEqual([...new Set(actions)], ['NO ACTION']);
  });

  it('lets an organisation name its own people and nobody else', async () => {
    const mine = await aUser(fresh.database, { org_id: ours });
    const other = await aUser(fresh.database, { org_id: theirs });
    const name = (column: string, userId: string) =>
      fresh.database.write((tx) => tx.run(`UPDATE orgs SET ${column} = $1 WHERE org_id = $2`, [userId, ours]));
    for (const column of ['poc_user_id', 'tech_contact_user_id']) {
      assert.equal(await name(column, mine.user_id), 1);
      await assert.rejects(name(column, other.user_id), refused);
    }
    const users = schema.find((table) => table.name === 'users') ?? assert.fail();
    await assert.rejects(remove(users, { ...mine }), refused);
  });

  async function forEachPointer(attempt: (pointer: Pointer) => Promise<void>): Promise<void> {
    // MESSAGES belong to whatever session they name; ORGS and USERS, who name each other, have a test of their own.
    const all = pointers(schema).filter(({ table }) => !['messages', 'orgs'].includes(table.name));
    assert.ok(all.length >= 30, `only ${all.length} references`);
    for (const pointer of all) {
      await attempt(pointer).catch((error: unknown) => {
        throw new Error(`${nameOf(pointer)}: ${String(error)}`, { cause: error });
      });
    }
  }

  function update(table: Table, row: AnyRow, to: AnyRow): Promise<number> {
    const sets = Object.keys(to).map((column, index) => `${column} = $${index + 1}`);
    return change(`UPDATE ${table.name} SET ${sets.join(', ')}`, Object.values(to), table, row);
  }

  function remove(table: Table, row: AnyRow): Promise<number> {
    return change(`DELETE FROM ${table.name}`, [], table, row);
  }

  function change(sql: string, values: AnyRow[string][], { key }: Table, row: AnyRow): Promise<number> {
    const where = key.map((column, index) => `${column} = $${values.length + index + 1}`).join(' AND ');
    const found = key.map((column) => row[column] ?? null);
    return fresh.database.write((tx) =>
      tx.run(`/* all orgs: by its key */ ${sql} WHERE ${where}`, [...values, ...found]),
    );
  }
});

interface Pointer {
  readonly table: Table;
  readonly reference: Reference;
}

function tenantsOf(schema: readonly Table[]): readonly Table[] {
  return schema.filter(({ name }) => tenantTables.has(name));
}

/** Every reference from one table with rows of organisations to another. */
function pointers(schema: readonly Table[]): Pointer[] {
  return tenantsOf(schema).flatMap((table) =>
    table.references
      .filter((reference) => tenantTables.has(reference.table))
      .filter((reference) => reference.table !== 'orgs')
      .map((reference) => ({ table, reference })),
  );
}

function nameOf({ table, reference }: Pointer): string {
  return `${table.name} (${reference.columns.join(', ')}) → ${reference.table}`;
}

/** The values that make a row point to this parent, all but the organisation. */
function pointing({ columns, targets }: Reference, parent: AnyRow): AnyRow {
  const pairs = columns.map((column, index) => [column, parent[targets[index] ?? ''] ?? null] as const);
  return Object.fromEntries(pairs.filter(([column]) => column !== 'org_id'));
}
