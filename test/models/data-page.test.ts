import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { migrations } from '../../models/migrations/index.js';
import { dataPage, withSchemas } from '../support/data-page.js';
import { type FreshDatabase, freshDatabase } from '../support/database.js';
import { readErDiagram } from '../support/er-diagram.js';
import { readSchema, type Table } from '../support/schema.js';

describe('docs/data.md', () => {
  const page = readFileSync(dataPage, 'utf8');
  let fresh: FreshDatabase;
  let schema: readonly Table[];

  before(async () => {
    fresh = await freshDatabase();
    schema = await readSchema(fresh.database);
  });
  after(() => fresh.dispose());

  it('publishes the schemas of the JSON columns as they are', () => {
    assert.ok(page === withSchemas(page), 'docs/data.md is out of date. This rewrites it: npm run docs');
  });

  for (const { name } of readErDiagram().tables) {
    it(`describes ${name.toUpperCase()} as it is: columns, types, what may be NULL, where it points`, () => {
      const table = schema.find((found) => found.name === name) ?? assert.fail();
      const wanted = table.columns.map((column) => ({
        name: column.name,
        type: column.type,
        mayBeNull: column.mayBeNull,
        target: targetOf(table, column.name),
      }));
      assert.deepEqual(rowsOf(page, name).toSorted(byName), wanted.toSorted(byName));
    });
  }

  it('lists the words of every vocabulary in the order of the schema', () => {
    const checks = migrations.flatMap(({ up }) =>
      up('sqlite').flatMap((sql) =>
        [...sql.matchAll(/CHECK \((\w+) IN\s*\(([^)]*)\)/g)].map(([, column, words]) => ({
          table: /^CREATE TABLE (\w+)/.exec(sql)?.[1] ?? '',
          row: `| ${column} | text | | ${(words ?? '').replaceAll("'", '')} |`,
        })),
      ),
    );
    const published = checks.filter(({ table }) => readErDiagram().tables.some(({ name }) => name === table));
    assert.equal(published.length, 6);
    for (const { table, row } of published) assert.ok(sectionOf(page, table).includes(row), `${table}: ${row}`);
  });
});

function sectionOf(page: string, table: string): string {
  return page.split('\n## ').find((part) => part.startsWith(`${table.toUpperCase()}\n`)) ?? '';
}

/** The columns a section of the page lists. */
function rowsOf(page: string, table: string) {
  return [...sectionOf(page, table).matchAll(/^\| (\w+) \| (text|int) \| (yes|) ?\| (.*) \|$/gm)].map(
    ([, name = '', type, yes, what = '']) => ({
      name,
      type,
      mayBeNull: yes === 'yes',
      target: /→ ([A-Z]+)/.exec(what)?.[1]?.toLowerCase(),
    }),
  );
}

/** The table a column points to; the org_id that only travels with another reference points to ORGS. */
function targetOf({ name, references }: Table, column: string): string | undefined {
  const found = references.find(
    ({ columns, table }) => columns.includes(column) && (column !== 'org_id' || table === 'orgs'),
  );
  return name === 'orgs' && column === 'org_id' ? undefined : found?.table;
}

function byName(a: { name: string }, b: { name: string }): number {
  return a.name < b.name ? -1 : 1;
}
