import type sqlite3 from 'sqlite3';

/** So many of one statement run at the same moment; who comes later waits for one of them. */
const MOST_ALIKE = 8;

const RETURNING = /\breturning\b/i;
const SCHEMA = /^\s*(?:create|alter|drop)\b/i;

/** What its words say of a statement. */
interface Text {
  readonly sql: string;
  readonly givesRows: boolean;
  readonly mayChangeSchema: boolean;
}

/** A statement, as often as it is prepared. */
interface Alike extends Text {
  readonly free: sqlite3.Statement[];
  readonly waiting: ((statement: sqlite3.Statement) => void)[];
  made: number;
}

/** Starts a prepared statement; `done` is called once, when it has ended. */
type Start<T> = (statement: sqlite3.Statement, done: (error: Error | null, value: T) => void) => void;

/** The prepared statements of one handle. */
export interface Statements {
  of(sql: string): Alike;
  /** Lends a prepared statement for as long as it runs. */
  use<T>(of: Alike, start: Start<T>): Promise<T>;
  /** Resolves when none runs. */
  quiet(): Promise<void>;
  finalize(): Promise<void>;
}

/**
 * Keeps every statement prepared. One that is asked for by several at once is prepared several times: a statement in use
 * makes who comes next wait for a turn of the event loop, and not only for the database.
 */
export function createStatements(raw: sqlite3.Database): Statements {
  const known = new Map<string, Alike>();
  const running = createCount();

  function take(alike: Alike, taken: (statement: sqlite3.Statement) => void, failed: (error: unknown) => void): void {
    const free = alike.free.pop();
    if (free) taken(free);
    else if (alike.made >= MOST_ALIKE) alike.waiting.push(taken);
    else {
      alike.made += 1;
      prepare(raw, alike.sql).then(taken, (error) => {
        alike.made -= 1;
        failed(error);
      });
    }
  }

  function giveBack(alike: Alike, statement: sqlite3.Statement): void {
    const next = alike.waiting.shift();
    if (next) next(statement);
    else alike.free.push(statement);
  }

  return {
    of(sql) {
      const found = known.get(sql);
      if (found) return found;
      const text = { sql, givesRows: RETURNING.test(sql), mayChangeSchema: SCHEMA.test(sql) };
      const alike = { ...text, free: [], waiting: [], made: 0 };
      known.set(sql, alike);
      return alike;
    },
    // One promise for all of it: a turn runs some twenty statements.
    use: <T>(alike: Alike, start: Start<T>) =>
      new Promise<T>((resolve, reject) => {
        const failed = (error: unknown) => {
          running.end();
          reject(error);
        };
        running.begin();
        const run = (statement: sqlite3.Statement) => {
          const done = (error: unknown, value: T) => {
            giveBack(alike, statement);
            if (error) return failed(error);
            running.end();
            resolve(value);
          };
          try {
            start(statement, done);
          } catch (error) {
            done(error, undefined as T);
          }
        };
        take(alike, run, failed);
      }),
    quiet: running.none,
    async finalize() {
      for (const { free } of known.values()) {
        for (const statement of free) await new Promise<void>((resolve) => statement.finalize(() => resolve()));
      }
      known.clear();
    },
  };
}

function prepare(raw: sqlite3.Database, sql: string): Promise<sqlite3.Statement> {
  return new Promise<sqlite3.Statement>((resolve, reject) => {
    // `?1` binds by position, as PostgreSQL's `$1` does; SQLite's own `$1` is a name.
    const statement: sqlite3.Statement = raw.prepare(sql.replace(/\$(\d+)/g, '?$1'), (error: Error | null) =>
      error ? reject(error) : resolve(statement),
    );
  });
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
