import { readCell } from './cell.js';
import type { Column } from './column.js';
import { fileProblem } from './file-problem.js';
import { type Header, type HeaderRules, readHeader } from './header.js';
import { type CsvRecord, readCsv } from './read-csv.js';

/** One thing wrong with a row: where, what stands there (shortened), why it does not fit, and what would mend it. */
export interface RowProblem {
  readonly line: number;
  readonly column: string | null;
  readonly value: string;
  readonly reason: string;
  readonly mend: string;
}

/** A row whose cells fit by themselves. A column that the file does not have is absent, an empty cell is null. */
export interface TableRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, string | null>>;
  /** Columns that are none of the table's, by their name. */
  readonly further: Readonly<Record<string, string | null>>;
}

/** The rows of a file and what is wrong with those that do not fit, in order, in lists of at most `size`. */
export async function* readRows(
  path: string,
  rules: HeaderRules & { readonly size: number },
): AsyncGenerator<{ readonly header: Header; readonly rows: TableRow[]; readonly problems: RowProblem[] }> {
  let header: Header | undefined;
  let rows: TableRow[] = [];
  let problems: RowProblem[] = [];
  for await (const record of readCsv(path)) {
    if (!header) {
      header = readHeader(path, record.cells, rules);
      continue;
    }
    const read = readRow(header, record);
    if (Array.isArray(read)) problems.push(...read);
    else rows.push(read);
    if (rows.length + problems.length < rules.size) continue;
    yield { header, rows, problems };
    rows = [];
    problems = [];
  }
  if (!header) throw fileProblem(path, 'is empty', 'Its first row names the columns.');
  yield { header, rows, problems };
}

function readRow(header: Header, { line, cells }: CsvRecord): TableRow | RowProblem[] {
  if (cells.length !== header.length) return [misaligned(header, { line, cells })];
  const problems: RowProblem[] = [];
  const known: Record<string, string | null> = {};
  const further: Record<string, string | null> = {};
  header.forEach((heading, at) => {
    const value = readCell(cells[at] ?? '');
    if ('further' in heading) further[heading.further] = value === '' ? null : value;
    else {
      const { column } = heading;
      const taken = take(column, value);
      if (typeof taken === 'object' && taken !== null)
        problems.push({ line, column: column.name, value: shortened(value), ...taken });
      else known[column.name] = taken;
    }
  });
  return problems.length > 0 ? problems : { line, cells: known, further };
}

/** A value as it is kept, or what is wrong with it. */
function take(
  { schema, mend, isRequired }: Column,
  value: string,
): string | null | Pick<RowProblem, 'reason' | 'mend'> {
  if (value === '') return isRequired ? { reason: 'is empty', mend: 'Every row needs it.' } : null;
  const { data, error } = schema.safeParse(value);
  return error ? { reason: error.issues[0]?.message ?? 'does not fit', mend } : data;
}

function misaligned(header: Header, { line, cells }: CsvRecord): RowProblem {
  const reason = `The row has ${cells.length} cells and the first row ${header.length}`;
  return {
    line,
    column: null,
    value: shortened(cells.join(', ')),
    reason,
    mend: 'Put a value that holds a separator in quotation marks.',
  };
}

const SHORT = 40;

/** As much of a value as tells which one is meant, in one line. */
export function shortened(value: string): string {
  const line = value.replace(/\s+/g, ' ');
  return line.length > SHORT ? `${line.slice(0, SHORT - 1)}…` : line;
}
