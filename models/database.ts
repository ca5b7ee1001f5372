import type { Sequelize, Transaction } from 'sequelize';
import { cannotOpen } from './database/cannot-open.js';
import type { Sql } from './sql.js';

/** One transaction: prepared statements, and the handle Sequelize models take as `{ transaction }`. */
export interface Tx extends Sql {
  readonly transaction: Transaction;
  /** From now on references are checked when this transaction commits, not statement by statement. */
  deferReferences(): Promise<void>;
}

/** How a write gets along with others that wait at the same moment. On PostgreSQL they do not wait for each other. */
export interface Sharing {
  /** Somebody waits for it to be stored, so it goes before others. */
  readonly isFirst?: boolean;
  /**
   * It touches only what belongs to this lane (a conversation), and anything else by single statements that are right
   * whatever comes between them. Statements of other lanes may then run between its own, within one commit.
   */
  readonly lane?: string | undefined;
}

/**
 * One database. Reads see what is committed; every change goes through `write`.
 *
 * `write` commits all of `work` or nothing, and resolves only after the commit is on disk. `work` touches nothing but
 * its `tx`: it may be run again after a serialization failure, and on SQLite also because another write failed with
 * which it was to share its commit, as all do that wait at the same moment. Calling `write` inside `work` would wait for itself.
 */
export interface Database extends Sql {
  readonly dialect: 'sqlite' | 'postgres';
  readonly sequelize: Sequelize;
  write<T>(work: (tx: Tx) => Promise<T>, sharing?: Sharing): Promise<T>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** `postgres://…`, or the path of a SQLite file. */
  readonly url: string;
  /** Called with the text of every statement; for tests that read them. */
  readonly onStatement?: ((sql: string) => void) | undefined;
  /** How long a write waits for another process, ms. */
  readonly busyTimeoutMs?: number;
}

/**
 * Connects to SQLite or PostgreSQL by the form of the URL, and loads no more than that takes. Rejects with a DeskError that
 * says the mend when the database cannot be opened.
 */
export async function connect(options: DatabaseOptions): Promise<Database> {
  const dialect = /^postgres(ql)?:\/\//.test(options.url) ? 'postgres' : 'sqlite';
  const open =
    dialect === 'postgres'
      ? (await import('./database/postgres.js')).connectPostgres
      : (await import('./database/sqlite.js')).connectSqlite;
  try {
    return await open(options);
  } catch (error) {
    throw cannotOpen(dialect, error);
  }
}
