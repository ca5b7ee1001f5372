import type { Database } from '../../models/database.js';
import { newId } from '../../models/ids.js';
import { migrations } from '../../models/migrations/index.js';
import type { SqlValue } from '../../models/sql.js';
import type { Column, Reference, Table } from './schema.js';

export type AnyRow = Record<string, SqlValue>;

/**
 * Writes rows of any table by nothing but the schema: what must be there gets a value that fits, what it must point to
 * is made in the same organisation. So a table added tomorrow is tried like the others.
 */
export function rowMaker(database: Database, schema: readonly Table[]) {
  const tables = new Map(schema.map((table) => [table.name, table]));
  let count = 0;
  const next = () => {
    count += 1;
    return count;
  };

  async function make(name: string, orgId: string, given: AnyRow = {}): Promise<AnyRow> {
    const row = await complete(name, orgId, given);
    await insert(database, name, row);
    return row;
  }

  /** The row as `make` would write it, its parents written. */
  async function complete(name: string, orgId: string, given: AnyRow): Promise<AnyRow> {
    const table = tables.get(name);
    if (!table) throw new Error(`There is no table ${name}.`);
    const row: AnyRow = hasOrg(table) ? { ...given, org_id: name === 'orgs' ? newId() : orgId } : { ...given };
    for (const reference of mostDistantFirst(table.references)) await pointTo(table, reference, row, orgId);
    for (const column of table.columns.filter((one) => isNeeded(one) && row[one.name] === undefined)) {
      row[column.name] = allowed.get(`${name}.${column.name}`) ?? (column.type === 'int' ? next() : newId());
    }
    return row;
  }

  async function pointTo(table: Table, { columns, table: parent, targets }: Reference, row: AnyRow, orgId: string) {
    const open = columns.filter((column) => row[column] === undefined);
    if (!open.some((column) => isNeeded(table.columns.find(({ name }) => name === column)))) return;
    const named = columns.map((column, index) => [column, targets[index] ?? ''] as const);
    const known = named
      .filter(([column]) => !open.includes(column))
      .map(([column, target]) => [target, row[column] ?? null]);
    const found = await make(parent, orgId, Object.fromEntries(known));
    for (const [column, target] of named) row[column] = found[target] ?? null;
  }

  return { make, complete };
}

/** Writes a row as it is. */
export function insert(database: Database, table: string, row: AnyRow): Promise<number> {
  const names = Object.keys(row);
  const places = names.map((_, index) => `$${index + 1}`);
  return database.write((tx) =>
    tx.run(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${places.join(', ')})`, Object.values(row)),
  );
}

/** `table.column` → the first value its CHECK lets in, read from the migrations. */
const allowed: ReadonlyMap<string, SqlValue> = new Map(
  migrations
    .flatMap(({ up }) => up('sqlite'))
    .flatMap((sql) => {
      const table = /^CREATE TABLE (\w+)/.exec(sql)?.[1];
      const words = [...sql.matchAll(/CHECK \((\w+) IN\s*\('(\w+)'/g)].map(
        ([, column, word]) => [column, word ?? ''] as const,
      );
      const numbers = [...sql.matchAll(/CHECK \((\w+) BETWEEN (\d+)/g)].map(
        ([, column, from]) => [column, Number(from)] as const,
      );
      return [...words, ...numbers].map(([column, value]) => [`${table}.${column}`, value] as const);
    }),
);

function isNeeded(column: Column | undefined): boolean {
  return column !== undefined && !column.mayBeNull && column.fallback === null;
}

function hasOrg({ columns }: Table): boolean {
  return columns.some(({ name }) => name === 'org_id');
}

/** A reference without org_id decides about the columns it shares with the others. */
function mostDistantFirst(references: readonly Reference[]): readonly Reference[] {
  const distance = ({ columns }: Reference) => (columns.includes('org_id') ? 1 : 0);
  return references.toSorted((a, b) => distance(a) - distance(b));
}
