import assert from 'node:assert/strict';
import type { Model, ModelStatic } from 'sequelize';
import { type FreshDatabase, freshDatabase } from '../support/database.js';
import { type ErColumn, readErDiagram } from '../support/er-diagram.js';
import { modelsOf } from '../support/factories.js';
import { readSchema, type Table } from '../support/schema.js';

const diagram = readErDiagram();

/** Further columns that are never NULL (product.md, "Data"), besides keys, references and every `*_json`. */
const alwaysThere: Readonly<Record<string, readonly string[]>> = {
  orgs: ['name', 'created_at'],
  departments: ['dept_name'],
  users: ['first_name', 'last_name', 'role', 'created_at'],
  assets: ['asset_type', 'created_at'],
  devices: ['created_at'],
  sessions: ['turns', 'status', 'created_at', 'updated_at'],
  messages: ['role', 'content', 'created_at'],
  tickets: ['summary', 'impact', 'urgency', 'status', 'created_at'],
};

const emptyJson: Readonly<Record<string, string>> = {
  'assets.properties_json': "'{}'",
  'messages.citations_json': "'[]'",
  'sessions.collected_json': "'{}'",
  'sessions.steps_attempted_json': "'[]'",
  'tickets.citations_json': "'[]'",
  'tickets.diagnostics_json': "'{}'",
  'tickets.steps_attempted_json': "'[]'",
};

describe('the eight tables', () => {
  let fresh: FreshDatabase;
  let tables: ReadonlyMap<string, Table>;

  before(async () => {
    fresh = await freshDatabase();
    tables = new Map((await readSchema(fresh.database)).map((table) => [table.name, table]));
  });
  after(() => fresh.dispose());

  const tableOf = (name: string): Table => tables.get(name) ?? assert.fail(`There is no table ${name}.`);

  it('are the eight of the diagram', () => {
    assert.equal(diagram.tables.length, 8);
    assert.equal(diagram.relations.length, 12);
  });

  for (const { name, columns } of diagram.tables) {
    describe(name.toUpperCase(), () => {
      it('has the columns and types of the diagram, no column more or less', () => {
        const there = tableOf(name).columns.map((column) => `${column.name} ${column.type}`);
        assert.deepEqual(there.toSorted(), columns.map((column) => `${column.name} ${column.type}`).toSorted());
      });

      it('has its key and its unique columns', () => {
        const { key, uniques } = tableOf(name);
        assert.deepEqual(
          key,
          columns.filter(({ isKey }) => isKey).map((column) => column.name),
        );
        for (const column of columns.filter(({ isUnique }) => isUnique))
          assert.ok(uniques.includes(column.name), column.name);
      });

      it('points where the diagram points', () => {
        const drawn = columns.flatMap((column) => (column.target ? [`${column.name} -> ${column.target}`] : []));
        assert.deepEqual(pointersOf(tableOf(name)), drawn.toSorted());
      });

      it('may be NULL exactly where the data rules say so', () => {
        const wanted = columns.filter((column) => mayBeNull(name, column)).map((column) => column.name);
        const there = tableOf(name).columns.filter((column) => column.mayBeNull);
        assert.deepEqual(there.map((column) => column.name).toSorted(), wanted.toSorted());
      });

      it('has a model with the same columns, types, key and nullability', () => {
        const model = modelFor(fresh, name);
        const described = Object.entries(model.getAttributes()).map(([column, { type, allowNull, primaryKey }]) => ({
          name: column,
          type: String(type).toLowerCase() === 'integer' ? 'int' : String(type).toLowerCase(),
          isKey: primaryKey === true,
          mayBeNull: allowNull !== false && primaryKey !== true,
        }));
        const { key, columns: there } = tableOf(name);
        const wanted = there.map((column) => ({
          name: column.name,
          type: column.type,
          isKey: key.includes(column.name),
          mayBeNull: column.mayBeNull,
        }));
        const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
        assert.deepEqual(described.toSorted(byName), wanted.toSorted(byName));
      });
    });
  }

  for (const { one, many, word } of diagram.relations) {
    it(`${one.toUpperCase()} ${word} ${many.toUpperCase()}: a reference, and both directions between the models`, () => {
      const reference = tableOf(many).references.find((found) => found.table === one);
      assert.ok(reference, `${many} does not point to ${one}.`);
      const key = reference.columns.at(-1);
      const down = associationsOf(modelFor(fresh, one)).find((found) => found.to === many && found.key === key);
      const up = associationsOf(modelFor(fresh, many)).find((found) => found.to === one && found.key === key);
      assert.equal(down?.type, 'HasMany');
      assert.equal(up?.type, 'BelongsTo');
    });
  }

  it('start every JSON column empty', () => {
    const json = [...tables.values()]
      .filter(({ name }) => diagram.tables.some((drawn) => drawn.name === name))
      .flatMap(({ name, columns }) =>
        columns.filter((one) => one.name.endsWith('_json')).map((one) => [`${name}.${one.name}`, one.fallback]),
      );
    const fallbacks = Object.fromEntries(json);
    assert.deepEqual(fallbacks, emptyJson);
  });

  it('ties an organisation to its point of contact and its tech contact', () => {
    const people = associationsOf(modelFor(fresh, 'orgs')).filter(
      ({ to, type }) => to === 'users' && type === 'BelongsTo',
    );
    assert.deepEqual(people.map(({ key }) => key).toSorted(), ['poc_user_id', 'tech_contact_user_id']);
  });
});

/** `column -> table.column` of each reference; the org_id that travels with a composite one is not drawn. */
function pointersOf({ references }: Table): string[] {
  return references
    .flatMap(({ columns, table, targets }) =>
      columns
        .map((column, index) => `${column} -> ${table}.${targets[index]}`)
        .filter((_, index) => columns[index] !== 'org_id' || table === 'orgs'),
    )
    .toSorted();
}

function mayBeNull(table: string, column: ErColumn): boolean {
  if (column.isKey || column.name.endsWith('_json') || alwaysThere[table]?.includes(column.name)) return false;
  return column.target === undefined || column.isNullable;
}

function modelFor({ database }: FreshDatabase, table: string): ModelStatic<Model> {
  const models = Object.values(modelsOf(database)) as unknown as ModelStatic<Model>[];
  return models.find((model) => model.getTableName() === table) ?? assert.fail(`No model is named for ${table}.`);
}

function associationsOf(model: ModelStatic<Model>): { type: string; to: string; key: string }[] {
  return Object.values(model.associations).map(({ associationType, target, foreignKey }) => ({
    type: associationType,
    to: String(target.getTableName()),
    key: foreignKey,
  }));
}
