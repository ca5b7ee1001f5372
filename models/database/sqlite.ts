import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { Sequelize, Transaction } from 'sequelize';
import sqlite3 from 'sqlite3';
import type { Database, DatabaseOptions, Tx } from '../database.js';
import { sequelizeOptions } from './sequelize-options.js';
import { groupCommits } from './sqlite-commits.js';
import { type Handle, openHandle } from './sqlite-handle.js';

/**
 * SQLite with one writer and one reader handle (WAL, synchronous FULL). Writes of one process queue behind each other
 * instead of in libuv's thread pool, where waiting writers would keep the holder from committing.
 */
export async function connectSqlite(options: DatabaseOptions): Promise<Database> {
  mkdirSync(dirname(options.url), { recursive: true });
  const busy = `PRAGMA busy_timeout=${options.busyTimeoutMs ?? 5_000};`;
  const durable = 'PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY;';
  const writer = await openHandle(options.url, `${busy} ${durable}`, options.onStatement);
  const reader = await openHandle(options.url, `${busy} PRAGMA query_only=ON;`, options.onStatement);
  const sequelize = sequelizeOn(options, reader);
  const tx: Tx = {
    all: writer.all,
    run: writer.run,
    transaction: transactionOn(sequelize, writer),
    deferReferences: async () => void (await writer.run('PRAGMA defer_foreign_keys = ON')),
  };
  const commits = groupCommits(writer, tx);
  return {
    dialect: 'sqlite',
    sequelize,
    all: reader.all,
    run: () => Promise.reject(new Error('Writes go through Database.write.')),
    write: commits.write,
    async close() {
      await commits.idle();
      await reader.close();
      await writer.close();
    },
  };
}

/** Sequelize would open a new handle for every transaction; here every query finds one of the two that are open. */
function sequelizeOn(options: DatabaseOptions, reader: Handle): Sequelize {
  const sequelize = new Sequelize({
    dialect: 'sqlite',
    dialectModule: sqlite3,
    storage: options.url,
    ...sequelizeOptions(options),
  });
  Object.assign(sequelize.connectionManager, {
    getConnection: async () => reader.raw,
    releaseConnection: () => undefined,
    close: async () => undefined,
  });
  return sequelize;
}

/** One transaction object for the life of the writer: BEGIN and COMMIT are said by the commit groups, not by it. */
function transactionOn(sequelize: Sequelize, writer: Handle): Transaction {
  const transaction = Reflect.construct(Transaction, [sequelize, {}]) as Transaction;
  Object.assign(transaction, { connection: writer.raw });
  return transaction;
}
