import type { Sql, SqlValue } from '../sql.js';

/** So many rows are read or written by one statement: far below what either database takes in values. */
export const BATCH = 500;

/** The places `$from, $from+1, …` of so many values. */
export function places(count: number, from = 1): string {
  return Array.from({ length: count }, (_, at) => `$${at + from}`).join(', ');
}

/** A table of rows as they are written; the names come from code, never from what somebody sent. */
interface Target {
  readonly table: string;
  /** Every column written, in the order of a row's values; `org_id` is one of them. */
  readonly columns: readonly string[];
  /** The columns a row is known by. */
  readonly key: readonly string[];
}

/**
 * Writes rows, or changes those with the same key, as long as they are of the same organisation; one statement for each
 * BATCH. Throws when a row belongs to another organisation: whoever writes has looked for that before.
 */
export async function saveRows(
  tx: Sql,
  { table, columns, key }: Target,
  rows: readonly (readonly SqlValue[])[],
): Promise<void> {
  const sets = columns.filter((column) => !key.includes(column)).map((column) => `${column} = excluded.${column}`);
  for (let at = 0; at < rows.length; at += BATCH) {
    const batch = rows.slice(at, at + BATCH);
    const values = batch.map((_, row) => `(${places(columns.length, row * columns.length + 1)})`).join(', ');
    const saved = await tx.run(
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${values}
       ON CONFLICT (${key.join(', ')}) DO UPDATE SET ${sets.join(', ')} WHERE ${table}.org_id = excluded.org_id`,
      batch.flat(),
    );
    if (saved !== batch.length) throw new Error(`Rows of ${table} stay in their organisation.`);
  }
}
