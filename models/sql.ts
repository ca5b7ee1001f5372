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

/**
 * Statements of one transaction (or undefined for one that is not needed) that may run in any order and need nothing of
 * each other, sent without waiting in between. Waits for all of them, whatever becomes of each, so that none runs on
 * behind a transaction that is undone; then rejects with the failure that came first.
 */
export async function together<T extends readonly unknown[]>(
  ...statements: { readonly [K in keyof T]: Promise<T[K]> | undefined }
): Promise<T> {
  let failed: { readonly error: unknown } | undefined;
  const ended = statements.map((statement) =>
    statement?.catch((error: unknown) => {
      failed ??= { error };
    }),
  );
  const results = (await Promise.all(ended)) as unknown as T;
  if (failed) throw failed.error;
  return results;
}

/** The first row, or undefined. */
export async function first<Row>(sql: Sql, text: string, params?: readonly SqlValue[]): Promise<Row | undefined> {
  return (await sql.all<Row>(text, params))[0];
}
