import sqlite3 from 'sqlite3';
import type { Sql, SqlValue } from './sql.js';

/** One open SQLite handle with its prepared statements. */
export interface Handle extends Sql {
  readonly raw: sqlite3.Database;
  /** Runs one statement once every other of this handle is over, for some may be left under way where one failed. */
  alone(sql: string): Promise<void>;
  /** Resolves when no statement is under way. */
  quiet(): Promise<void>;
  close(): Promise<void>;
}

const RETURNING = /\breturning\b/i;

interface Prepared {
  readonly statement: Promise<sqlite3.Statement>;
  readonly returns: boolean;
}

/** Opens the file, creating it where there is none, and applies the PRAGMAs. */
export async function openHandle(
  file: string,
  pragmas: string,
  onStatement: ((sql: string) => void) | undefined,
): Promise<Handle> {
  const raw = await open(file);
  await call<void>((done) => raw.exec(pragmas, done));
  const prepared = new Map<string, Prepared>();
  const underWay = createCount();

  function prepare(sql: string): Prepared {
    const known = prepared.get(sql);
    if (known) return known;
    const made = { statement: statementFor(raw, sql), returns: RETURNING.test(sql) };
    made.statement.catch(() => prepared.delete(sql));
    prepared.set(sql, made);
    return made;
  }
  async function all<Row>(sql: string, params: readonly SqlValue[] = []): Promise<Row[]> {
    onStatement?.(sql);
    underWay.begin();
    try {
      const statement = await prepare(sql).statement;
      return await call<Row[]>((done) => statement.all(params, done as (error: Error | null, rows: unknown[]) => void));
    } finally {
      underWay.end();
    }
  }
  async function run(sql: string, params: readonly SqlValue[] = []): Promise<number> {
    const { statement, returns } = prepare(sql);
    // Left after its first row, a statement that returns rows would still be in progress at the commit.
    if (returns) return (await all(sql, params)).length;
    onStatement?.(sql);
    underWay.begin();
    try {
      const ready = await statement;
      return await new Promise<number>((resolve, reject) =>
        ready.run(params, function (error) {
          return error ? reject(error) : resolve(this.changes);
        }),
      );
    } finally {
      underWay.end();
    }
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
    quiet: underWay.none,
    async close() {
      for (const { statement } of prepared.values()) await finalize(await statement);
      await call<void>((done) => raw.close(done));
    },
  };
}

function open(file: string): Promise<sqlite3.Database> {
  return new Promise((resolve, reject) => {
    const raw: sqlite3.Database = new sqlite3.Database(file, (error) => (error ? reject(error) : resolve(raw)));
  });
}

function statementFor(raw: sqlite3.Database, sql: string): Promise<sqlite3.Statement> {
  return new Promise<sqlite3.Statement>((resolve, reject) => {
    // `?1` binds by position, as PostgreSQL's `$1` does; SQLite's own `$1` is a name.
    const statement: sqlite3.Statement = raw.prepare(sql.replace(/\$(\d+)/g, '?$1'), (error: Error | null) =>
      error ? reject(error) : resolve(statement),
    );
  });
}

function finalize(statement: sqlite3.Statement): Promise<void> {
  return new Promise((resolve) => statement.finalize(() => resolve()));
}

function call<T>(start: (done: (error: Error | null, value?: T) => void) => void): Promise<T> {
  return new Promise((resolve, reject) => start((error, value) => (error ? reject(error) : resolve(value as T))));
}

/** Counts what is under way, and tells when nothing is. */
function createCount() {
  let count = 0;
  let waiting: (() => void)[] = [];
  return {
    begin(): void {
      count += 1;
    },
    end(): void {
      count -= 1;
      if (count > 0) return;
      const told = waiting;
      waiting = [];
      for (const tell of told) tell();
    },
    none: (): Promise<void> => (count === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
  };
}
