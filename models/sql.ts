/** A value SQL takes and gives on both databases. */
export type SqlValue = string | number | null;

/**
 * Runs one statement written once for both databases: `$1, $2 …` placeholders, `ON CONFLICT`, `RETURNING`.
 * `all` gives the rows, `run` how many rows a write changed.
 */
export interface Sql {
  all<Row>(sql: string, params?: readonly SqlValue[]): Promise<Row[]>;
  run(sql: string, params?: readonly SqlValue[]): Promise<number>;
}

/** The first row, or undefined. */
export async function first<Row>(sql: Sql, text: string, params?: readonly SqlValue[]): Promise<Row | undefined> {
  return (await sql.all<Row>(text, params))[0];
}
