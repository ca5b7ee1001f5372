import type { Database } from '../../models/database.js';

/** A table as the database itself describes it, in one form for SQLite and PostgreSQL. */
export interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly key: readonly string[];
  /** Columns of UNIQUE constraints and unique indexes; the key is not among them. */
  readonly uniques: readonly string[];
  readonly references: readonly Reference[];
  readonly indexes: readonly Index[];
}

export interface Column {
  readonly name: string;
  readonly type: string;
  readonly mayBeNull: boolean;
  readonly fallback: string | null;
}

export interface Reference {
  readonly columns: readonly string[];
  readonly table: string;
  readonly targets: readonly string[];
  readonly onDelete: string;
  readonly onUpdate: string;
}

interface Index {
  readonly name: string;
  readonly columns: readonly string[];
  readonly isUnique: boolean;
  readonly isPartial: boolean;
}

/** Every table of the database, sorted by name, everything in it sorted too. */
export async function readSchema(database: Pick<Database, 'all' | 'dialect'>): Promise<readonly Table[]> {
  const read = database.dialect === 'sqlite' ? sqliteTable : postgresTable;
  const names = await database.all<{ name: string }>(database.dialect === 'sqlite' ? SQLITE_TABLES : POSTGRES_TABLES);
  const tables: Table[] = [];
  for (const { name } of names) tables.push(sorted(await read(database, name)));
  return tables;
}

const SQLITE_TABLES = `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY name`;
const POSTGRES_TABLES = `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename COLLATE "C"`;

function sorted(table: Table): Table {
  const text = (value: unknown) => JSON.stringify(value);
  const sort = <T>(values: readonly T[]) => values.toSorted((a, b) => (text(a) < text(b) ? -1 : 1));
  const { columns, uniques, references, indexes } = table;
  return {
    ...table,
    columns: sort(columns),
    uniques: sort(uniques),
    references: sort(references),
    indexes: sort(indexes),
  };
}

type Reader = Pick<Database, 'all'>;

async function sqliteTable(database: Reader, name: string): Promise<Table> {
  const columns = await database.all<{
    name: string;
    type: string;
    notnull: number;
    pk: number;
    dflt_value: string | null;
  }>('SELECT * FROM pragma_table_info($1)', [name]);
  const keys = await database.all<{
    id: number;
    table: string;
    from: string;
    to: string;
    on_update: string;
    on_delete: string;
  }>('SELECT * FROM pragma_foreign_key_list($1) ORDER BY id, seq', [name]);
  const indexes = await database.all<{ name: string; unique: number; origin: string; partial: number }>(
    'SELECT * FROM pragma_index_list($1)',
    [name],
  );
  const columnsOf = new Map<string, string[]>();
  for (const index of indexes) {
    const rows = await database.all<{ name: string }>('SELECT name FROM pragma_index_info($1) ORDER BY seqno', [
      index.name,
    ]);
    columnsOf.set(
      index.name,
      rows.map((row) => row.name),
    );
  }
  const keyColumns = columns.filter(({ pk }) => pk > 0).toSorted((a, b) => a.pk - b.pk);
  const ids = [...new Set(keys.map(({ id }) => id))];
  return {
    name,
    columns: columns.map((column) => ({
      name: column.name,
      type: typeName(column.type),
      mayBeNull: column.notnull === 0 && column.pk === 0,
      fallback: column.dflt_value,
    })),
    key: keyColumns.map((column) => column.name),
    uniques: indexes
      .filter(({ unique, origin, partial }) => unique === 1 && origin !== 'pk' && partial === 0)
      .map((index) => (columnsOf.get(index.name) ?? []).join(', ')),
    references: ids.map((id) => {
      const parts = keys.filter((key) => key.id === id);
      return {
        columns: parts.map(({ from }) => from),
        table: parts[0]?.table ?? '',
        targets: parts.map(({ to }) => to),
        onDelete: parts[0]?.on_delete ?? '',
        onUpdate: parts[0]?.on_update ?? '',
      };
    }),
    indexes: indexes
      .filter(({ origin }) => origin === 'c')
      .map((index) => ({
        name: index.name,
        columns: columnsOf.get(index.name) ?? [],
        isUnique: index.unique === 1,
        isPartial: index.partial === 1,
      })),
  };
}

const ACTIONS: Readonly<Record<string, string>> = {
  a: 'NO ACTION',
  r: 'RESTRICT',
  c: 'CASCADE',
  n: 'SET NULL',
  d: 'SET DEFAULT',
};

/** The names of numbered columns, in the order of the numbers. */
const NAMES = (relation: string, numbers: string) =>
  `ARRAY(SELECT a.attname::text FROM unnest(${numbers}) WITH ORDINALITY AS k (number, place)
    JOIN pg_attribute a ON a.attrelid = ${relation} AND a.attnum = k.number ORDER BY k.place)`;

async function postgresTable(database: Reader, name: string): Promise<Table> {
  const columns = await database.all<{
    name: string;
    type: string;
    nullable: string;
    fallback: string | null;
    generated: string;
  }>(
    `SELECT column_name AS name, data_type AS type, is_nullable AS nullable, column_default AS fallback
     FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1`,
    [name],
  );
  const constraints = await database.all<{
    kind: string;
    columns: string[];
    table: string | null;
    targets: string[];
    onDelete: string;
    onUpdate: string;
  }>(
    `SELECT contype AS kind, ${NAMES('conrelid', 'conkey')} AS columns, f.relname AS table,
       ${NAMES('confrelid', 'confkey')} AS targets, confdeltype AS "onDelete", confupdtype AS "onUpdate"
     FROM pg_constraint LEFT JOIN pg_class f ON f.oid = confrelid
     WHERE conrelid = $1::regclass`,
    [name],
  );
  const indexes = await database.all<{
    name: string;
    columns: string[];
    isUnique: boolean;
    isPartial: boolean;
    isOwn: boolean;
    isKey: boolean;
  }>(
    `SELECT c.relname AS name, ${NAMES('i.indrelid', 'i.indkey::int2[]')} AS columns, indisunique AS "isUnique",
       indpred IS NOT NULL AS "isPartial", indisprimary AS "isKey",
       NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = i.indexrelid AND contype IN ('p', 'u')) AS "isOwn"
     FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indrelid = $1::regclass`,
    [name],
  );
  return {
    name,
    columns: columns.map((column) => ({
      name: column.name,
      type: typeName(column.type),
      mayBeNull: column.nullable === 'YES',
      fallback: column.fallback?.replace(/::text$/, '') ?? null,
    })),
    key: constraints.find(({ kind }) => kind === 'p')?.columns ?? [],
    uniques: indexes
      .filter(({ isUnique, isPartial, isKey }) => isUnique && !isPartial && !isKey)
      .map((index) => index.columns.join(', ')),
    references: constraints
      .filter(({ kind }) => kind === 'f')
      .map(({ columns: from, table, targets, onDelete, onUpdate }) => ({
        columns: from,
        table: table ?? '',
        targets,
        onDelete: ACTIONS[onDelete] ?? onDelete,
        onUpdate: ACTIONS[onUpdate] ?? onUpdate,
      })),
    indexes: indexes
      .filter(({ isOwn }) => isOwn)
      .map(({ name: index, columns: on, isUnique, isPartial }) => ({ name: index, columns: on, isUnique, isPartial })),
  };
}

/** The two types of the data contract; anything else under its own name. */
function typeName(type: string): string {
  return type.toLowerCase() === 'integer' ? 'int' : type.toLowerCase();
}
