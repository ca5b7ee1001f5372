import type { OrgId } from '../../../models/ids.js';
import type { Sql } from '../../../models/sql.js';
import type { Work } from '../work.js';
import type { Column, Reading } from './column.js';
import type { HeaderRules } from './header.js';
import { type RowProblem, shortened, type TableRow } from './read-rows.js';

/** What an import may do besides changing rows. */
export interface ImportOptions {
  /** A department that the organisation does not have yet is added, not refused. */
  readonly addsDepartments?: boolean;
  /** What tells when devices were last seen; left out, it stays what it is, and is `csv` for new ones. */
  readonly source?: string;
}

/** What rows are held against: the organisation as it is, and what the rows before them were about. */
export interface PlanContext extends Reading {
  readonly sql: Sql;
  readonly orgId: OrgId;
  readonly options: ImportOptions;
  /** The line that was first about something. */
  readonly claims: Map<string, number>;
}

export const outcomes = ['created', 'updated', 'unchanged'] as const;
export type Outcome = (typeof outcomes)[number];

/** What some rows come to. `save` writes it; nothing else does. */
export interface Plan {
  readonly outcomes: readonly Outcome[];
  readonly problems: readonly RowProblem[];
  /** What was done otherwise than the file says, and why. */
  readonly notes: readonly string[];
  save(work: Work): Promise<void>;
}

/** A table that may be imported. */
export interface ImportTable extends Omit<HeaderRules, 'columns'> {
  columns(reading: Reading): readonly Column[];
  plan(context: PlanContext, rows: readonly TableRow[]): Promise<Plan>;
}

/** A problem of one cell of a row that was read. */
export function cellProblem(
  row: TableRow,
  column: string,
  { reason, mend }: Pick<RowProblem, 'reason' | 'mend'>,
): RowProblem {
  return { line: row.line, column, value: shortened(row.cells[column] ?? ''), reason, mend };
}

/** The problem of a row that is about the same as one before it; undefined, and noted, for the first. */
export function claim(
  { claims }: PlanContext,
  row: TableRow,
  { column, subject }: { column: string; subject: string },
): RowProblem | undefined {
  const before = claims.get(subject);
  if (before === undefined) {
    claims.set(subject, row.line);
    return undefined;
  }
  if (before === row.line) return undefined;
  return cellProblem(row, column, { reason: `is also on line ${before}`, mend: 'Keep one of the two rows.' });
}

/** What stands in a row, where its file has the column; else what was there. */
export function cellOr<T>(row: TableRow, column: string, before: T): string | null | T {
  const value = row.cells[column];
  return value === undefined ? before : value;
}

/** The values of a column among rows, each once. */
export function valuesOf(rows: readonly TableRow[], ...columns: readonly string[]): string[] {
  return [...new Set(rows.flatMap(({ cells }) => columns.flatMap((column) => cells[column] ?? [])))];
}
