import type { Column } from './column.js';
import { fileProblem } from './file-problem.js';

/** What each cell of a row is: a column of the table, or, where the table keeps them, a column of its own name. */
export type Header = readonly ({ readonly column: Column } | { readonly further: string })[];

export interface HeaderRules {
  readonly table: string;
  readonly columns: readonly Column[];
  /** Each of these lists: at least one of its columns must be there. */
  readonly needs: readonly (readonly string[])[];
  /** Unknown columns are kept, by their name. */
  readonly keepsFurther: boolean;
}

/** Reads the first row of a file. Throws a DeskError that names every heading that does not fit. */
export function readHeader(path: string, cells: readonly string[], rules: HeaderRules): Header {
  const header = cells.map((cell) => meaningOf(cell.trim(), rules));
  const names = header.map((one) => ('column' in one ? one.column.name : one.further));
  const problems = [
    ...header.flatMap((one, at) => ('column' in one ? [] : wrongWithFurther(one.further, at, rules))),
    ...repeated(names).map((name) => `The column ${name} is there twice. Take one of them out.`),
    ...rules.needs
      .filter((list) => !list.some((name) => names.includes(name)))
      .map((list) => `The column ${list.join(' or ')} is missing. Every row needs it.`),
  ];
  if (problems.length > 0) throw fileProblem(path, 'cannot be imported', [...problems, allowed(rules)].join('\n  '));
  return header;
}

/** "First Name", "first-name" and "FIRST_NAME" are first_name. */
function meaningOf(cell: string, { columns }: HeaderRules): Header[number] {
  const plain = cell.toLowerCase().replace(/[\s-]+/g, '_');
  const column = columns.find(({ name, also = [] }) => name === plain || also.includes(plain));
  return column ? { column } : { further: cell };
}

function wrongWithFurther(name: string, at: number, { table, keepsFurther }: HeaderRules): string[] {
  if (name === '') return [`Column ${at + 1} has no heading. Give it one, or take it out.`];
  if (name === '__proto__' || name.length > 200)
    return [`The heading of column ${at + 1} cannot be kept. Choose another.`];
  return keepsFurther ? [] : [`${table} have no column "${name}". Take it out, or correct its heading.`];
}

function repeated(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, at) => names.indexOf(name) !== at))];
}

function allowed({ table, columns, keepsFurther }: HeaderRules): string {
  const names = columns.map(({ name }) => name).join(', ');
  return `Columns of ${table}: ${names}${keepsFurther ? '; others are kept as properties' : ''}.`;
}
