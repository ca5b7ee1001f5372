import type sqlite3 from 'sqlite3';

/** So many of one statement run at the same moment; who comes later waits for one of them. */
const MOST_ALIKE = 8;

/** The prepared statements of one handle. */
export interface Statements {
  /** Lends a prepared statement for as long as `act` takes. */
  use<T>(sql: string, act: (statement: sqlite3.Statement) => Promise<T>): Promise<T>;
  finalize(): Promise<void>;
}

interface Alike {
  readonly free: sqlite3.Statement[];
  readonly waiting: ((statement: sqlite3.Statement) => void)[];
  made: number;
}

/**
 * Keeps every statement prepared. One that is asked for by several at once is prepared several times: a statement in use
 * makes who comes next wait for a turn of the event loop, and not only for the database.
 */
export function createStatements(raw: sqlite3.Database): Statements {
  const known = new Map<string, Alike>();

  function alikeOf(sql: string): Alike {
    const alike = known.get(sql) ?? { free: [], waiting: [], made: 0 };
    known.set(sql, alike);
    return alike;
  }

  function take(sql: string, alike: Alike): sqlite3.Statement | Promise<sqlite3.Statement> {
    const free = alike.free.pop();
    if (free) return free;
    if (alike.made >= MOST_ALIKE) return new Promise((resolve) => alike.waiting.push(resolve));
    alike.made += 1;
    return prepare(raw, sql).catch((error) => {
      alike.made -= 1;
      throw error;
    });
  }

  function giveBack(alike: Alike, statement: sqlite3.Statement): void {
    const next = alike.waiting.shift();
    if (next) next(statement);
    else alike.free.push(statement);
  }

  return {
    async use(sql, act) {
      const alike = alikeOf(sql);
      const statement = await take(sql, alike);
      try {
        return await act(statement);
      } finally {
        giveBack(alike, statement);
      }
    },
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
