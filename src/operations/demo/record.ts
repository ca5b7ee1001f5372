import type { TableRow } from '../tables/read-rows.js';

/** A row of a table that no file holds. */
export function record(cells: Readonly<Record<string, string | null>>): TableRow {
  return { line: 0, cells, further: {} };
}
