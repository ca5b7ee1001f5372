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

const RETURNING = /\breturning\b/i;
const SCHEMA = /^\s*(?:create|alter|drop)\b/i;

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
  const underWay = createCount();

  async function on<T>(sql: string, act: (statement: sqlite3.Statement) => Promise<T>): Promise<T> {
    onStatement?.(sql);
    underWay.begin();
    if (SCHEMA.test(sql)) schemaChanges += 1;
    try {
      return await statements.use(sql, act);
    } finally {
      underWay.end();
    }
  }
  const all = <Row>(sql: string, params: readonly SqlValue[] = []) =>
    on(sql, (statement) =>
      call<Row[]>((done) => statement.all(params, done as (error: Error | null, rows: unknown[]) => void)),
    );
  const run = async (sql: string, params: readonly SqlValue[] = []) => {
    // Left after its first row, a statement that returns rows would still be in progress at the commit.
    if (RETURNING.test(sql)) return (await all(sql, params)).length;
    return on(
      sql,
      (statement) =>
        new Promise<number>((resolve, reject) =>
          statement.run(params, function (error) {
            return error ? reject(error) : resolve(this.changes);
          }),
        ),
    );
  };
  return {
    raw,
    all,
    run,
    alone(sql) {
      onStatement?.(sql);
      // Of all calls only `exec` waits for the handle's statements.
      return call<void>((done) => raw.exec(sql, done));
    },
    schemaChanges: () => schemaChanges,
    quiet: underWay.none,
    async close() {
      await underWay.none();
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
