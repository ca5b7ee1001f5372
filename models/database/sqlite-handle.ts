import sqlite3 from 'sqlite3';
import type { Sql, SqlValue } from '../sql.js';
import { createStatements } from './sqlite-statements.js';

/** One open SQLite handle with its prepared statements. */
export interface Handle extends Sql {
  readonly raw: sqlite3.Database;
  /** Runs statements without parameters once every other of this handle is over, for some may be left under way where one failed. */
  alone(sql: string): Promise<void>;
  /** Grows with every statement that may have changed the schema. */
  schemaChanges(): number;
  /** Resolves when no statement is under way. */
  quiet(): Promise<void>;
  close(): Promise<void>;
}

/** Opens the file, creating it where there is none, and applies the PRAGMAs. */
export async function openHandle(
  file: string,
  pragmas: string,
  onStatement: ((sql: string) => void) | undefined,
): Promise<Handle> {
  const raw = await open(file);
  await call<void>((done) => raw.exec(pragmas, done));
  const statements = createStatements(raw);
  let schemaChanges = 0;

  function heard(sql: string) {
    onStatement?.(sql);
    const text = statements.of(sql);
    if (text.mayChangeSchema) schemaChanges += 1;
    return text;
  }

  const rowsOf = <Row>(text: ReturnType<typeof heard>, params: readonly SqlValue[]) =>
    statements.use<Row[]>(text, (statement, done) =>
      statement.all(params, done as (error: Error | null, rows: unknown[]) => void),
    );

  function run(sql: string, params: readonly SqlValue[] = []): Promise<number> {
    const text = heard(sql);
    // Left after its first row, a statement that returns rows would still be in progress at the commit.
    if (text.givesRows) return rowsOf(text, params).then(({ length }) => length);
    return statements.use<number>(text, (statement, done) =>
      statement.run(params, function (error) {
        done(error, this.changes);
      }),
    );
  }

  return {
    raw,
    all: (sql, params = []) => rowsOf(heard(sql), params),
    run,
    alone(sql) {
      onStatement?.(sql);
      // Of all calls only `exec` waits for the handle's statements.
      return call<void>((done) => raw.exec(sql, done));
    },
    schemaChanges: () => schemaChanges,
    quiet: statements.quiet,
    async close() {
      await statements.quiet();
      await statements.finalize();
      await call<void>((done) => raw.close(done));
    },
  };
}

function open(file: string): Promise<sqlite3.Database> {
  return new Promise((resolve, reject) => {
    const raw: sqlite3.Database = new sqlite3.Database(file, (error) => (error ? reject(error) : resolve(raw)));
  });
}

function call<T>(start: (done: (error: Error | null, value?: T) => void) => void): Promise<T> {
  return new Promise((resolve, reject) => start((error, value) => (error ? reject(error) : resolve(value as T))));
}
