import sqlite3 from 'sqlite3';
import type { Sql, SqlValue } from './sql.js';

/** One open SQLite handle with its prepared statements. */
export interface Handle extends Sql {
  readonly raw: sqlite3.Database;
  /** Runs one statement once every other of this handle is over, for some may be left under way where one failed. */
  alone(sql: string): Promise<void>;
  close(): Promise<void>;
}

const RETURNING = /\breturning\b/i;

/** Opens the file, creating it where there is none, and applies the PRAGMAs. */
export async function openHandle(
  file: string,
  pragmas: string,
  onStatement: ((sql: string) => void) | undefined,
): Promise<Handle> {
  const raw = await open(file);
  await call<void>((done) => raw.exec(pragmas, done));
  const prepared = new Map<string, Promise<sqlite3.Statement>>();
  async function all<Row>(sql: string, params: readonly SqlValue[] = []): Promise<Row[]> {
    onStatement?.(sql);
    const statement = await statementFor(raw, prepared, sql);
    return call<Row[]>((done) => statement.all(params, done as (error: Error | null, rows: unknown[]) => void));
  }
  async function run(sql: string, params: readonly SqlValue[] = []): Promise<number> {
    // Left after its first row, a statement that returns rows would still be in progress at the commit.
    if (RETURNING.test(sql)) return (await all(sql, params)).length;
    onStatement?.(sql);
    const statement = await statementFor(raw, prepared, sql);
    return new Promise((resolve, reject) =>
      statement.run(params, function (error) {
        return error ? reject(error) : resolve(this.changes);
      }),
    );
  }
  return {
    raw,
    all,
    run,
    alone(sql) {
      onStatement?.(sql);
      // Of all calls only `exec` waits for the handle's statements.
      return call<void>((done) => raw.exec(sql, done));
    },
    async close() {
      for (const statement of prepared.values()) await finalize(await statement);
      await call<void>((done) => raw.close(done));
    },
  };
}

function open(file: string): Promise<sqlite3.Database> {
  return new Promise((resolve, reject) => {
    const raw: sqlite3.Database = new sqlite3.Database(file, (error) => (error ? reject(error) : resolve(raw)));
  });
}

function statementFor(
  raw: sqlite3.Database,
  prepared: Map<string, Promise<sqlite3.Statement>>,
  sql: string,
): Promise<sqlite3.Statement> {
  const known = prepared.get(sql);
  if (known) return known;
  const made = new Promise<sqlite3.Statement>((resolve, reject) => {
    // `?1` binds by position, as PostgreSQL's `$1` does; SQLite's own `$1` is a name.
    const statement: sqlite3.Statement = raw.prepare(sql.replace(/\$(\d+)/g, '?$1'), (error: Error | null) =>
      error ? reject(error) : resolve(statement),
    );
  });
  made.catch(() => prepared.delete(sql));
  prepared.set(sql, made);
  return made;
}

function finalize(statement: sqlite3.Statement): Promise<void> {
  return new Promise((resolve) => statement.finalize(() => resolve()));
}

function call<T>(start: (done: (error: Error | null, value?: T) => void) => void): Promise<T> {
  return new Promise((resolve, reject) => start((error, value) => (error ? reject(error) : resolve(value as T))));
}
