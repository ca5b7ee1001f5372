import { readFileSync } from 'node:fs';

/** The data contract, as its diagram says it; table names in lower case. */
export interface ErDiagram {
  readonly tables: readonly ErTable[];
  /** `one ||--o{ many`. */
  readonly relations: readonly { readonly one: string; readonly many: string; readonly word: string }[];
}

interface ErTable {
  readonly name: string;
  readonly columns: readonly ErColumn[];
}

export interface ErColumn {
  readonly name: string;
  readonly type: string;
  readonly isKey: boolean;
  readonly isUnique: boolean;
  readonly isNullable: boolean;
  /** `table.column` it points to. */
  readonly target: string | undefined;
}

/** Reads the diagram; a line inside it that means nothing to us is an error, so that nothing is overlooked. */
export function readErDiagram(): ErDiagram {
  const markdown = readFileSync(new URL('../../../test/fixtures/er-diagram.md', import.meta.url), 'utf8');
  const lines = (/```mermaid\s+erDiagram\n(.*?)```/s.exec(markdown)?.[1] ?? '').split('\n').map((line) => line.trim());
  const tables: { name: string; columns: RawColumn[] }[] = [];
  const relations: { one: string; many: string; word: string }[] = [];
  for (const line of lines.filter((text) => text !== '' && text !== '}')) {
    const relation = /^(\w+) \|\|--o\{ (\w+) : (\w+)$/.exec(line);
    const table = /^(\w+) \{$/.exec(line);
    const column = /^(\w+) (\w+)(?: (PK|FK))?(?: "(.*)")?$/.exec(line);
    if (relation) relations.push({ one: lower(relation[1]), many: lower(relation[2]), word: lower(relation[3]) });
    else if (table) tables.push({ name: lower(table[1]), columns: [] });
    else if (column)
      tables
        .at(-1)
        ?.columns.push({ type: lower(column[1]), name: lower(column[2]), mark: column[3], note: column[4] ?? '' });
    else throw new Error(`The diagram says something unknown: ${line}`);
  }
  const keys = new Map(
    tables.flatMap(({ name, columns }) => columns.filter(({ mark }) => mark === 'PK').map((key) => [key.name, name])),
  );
  return {
    relations,
    tables: tables.map(({ name, columns }) => ({ name, columns: columns.map((column) => described(column, keys)) })),
  };
}

interface RawColumn {
  readonly name: string;
  readonly type: string;
  readonly mark: string | undefined;
  readonly note: string;
}

function described({ name, type, mark, note }: RawColumn, keys: ReadonlyMap<string, string>): ErColumn {
  return {
    name,
    type,
    isKey: mark === 'PK',
    isUnique: note.includes('UNIQUE'),
    isNullable: note.includes('nullable'),
    target: mark === 'FK' ? (/-> (\w+\.\w+)/.exec(note)?.[1] ?? targetOf(name, keys)) : undefined,
  };
}

/** A reference is named after the key it points to, at most with a word before it: `assigned_user_id`. */
function targetOf(column: string, keys: ReadonlyMap<string, string>): string {
  const [key, table] = [...keys].find(([name]) => column === name || column.endsWith(`_${name}`)) ?? [];
  if (!key) throw new Error(`The diagram does not say where ${column} points.`);
  return `${table}.${key}`;
}

function lower(text: string | undefined): string {
  return (text ?? '').toLowerCase();
}
