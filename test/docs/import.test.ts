import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importTables } from '../../src/operations/tables/import-table.js';
import { packageRoot } from '../../src/package-root.js';
import { importedAt, openOffice } from '../operations/tables/office.js';

const page = readFileSync(join(packageRoot, 'docs/import.md'), 'utf8');
const tables = Object.keys(importTables) as (keyof typeof importTables)[];

describe('docs/import.md', () => {
  it('tells of every column', () => {
    for (const table of tables) {
      const names = [...sectionOf(table).matchAll(/^\| (`.*?) \|/gm)].flatMap(
        ([, cell = '']) => cell.match(/[a-z_]+/g) ?? [],
      );
      const columns = importTables[table].columns({ zone: 'UTC', now: new Date(importedAt) });
      assert.deepEqual(
        names,
        columns.map(({ name }) => name),
        table,
      );
    }
  });

  it('shows files that can be imported, one after the other', async () => {
    const office = await openOffice();
    try {
      for (const table of tables) {
        const file = /```csv\n(.*?)```/s.exec(sectionOf(table))?.[1] ?? '';
        const said = await office.imports(table, file, { addsDepartments: true });
        assert.deepEqual([said.isDone, said.wrong], [true, []], table);
      }
    } finally {
      await office.dispose();
    }
  });
});

function sectionOf(table: string): string {
  return page.split(/^## /m).find((part) => part.startsWith(`${table}\n`)) ?? '';
}
