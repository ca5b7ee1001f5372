import pg from 'pg';
import { Sequelize, Transaction } from 'sequelize';
import type { Database, DatabaseOptions, Tx } from '../database.js';
import type { Sql, SqlValue } from '../sql.js';
import { named } from './database-errors.js';
import { retryConflicts } from './postgres-conflicts.js';
import { sequelizeOptions } from './sequelize-options.js';

interface Query {
  readonly text: string;
  readonly values?: readonly SqlValue[];
  readonly types?: typeof types;
}

interface Client {
  query(query: Query): Promise<{ rows: unknown[]; rowCount: number | null }>;
}

const INT8 = 20;
const NUMERIC = 1700;

/** COUNT and SUM give numbers, as on SQLite; pg itself would give text. */
const types = {
  getTypeParser: ((oid: number, format?: 'text') =>
    oid === INT8 || oid === NUMERIC ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

/** PostgreSQL through Sequelize's own pool; models and plain statements share its connections. */
export async function connectPostgres(options: DatabaseOptions): Promise<Database> {
  const waitMs = options.busyTimeoutMs ?? 5_000;
  const sequelize = new Sequelize(options.url, {
    dialect: 'postgres',
    dialectModule: pg,
    ...sequelizeOptions(options),
    pool: { max: 10, acquire: waitMs },
    hooks: {
      // As SQLite's reader does: only `write` writes.
      afterConnect: async (client) =>
        void (await (client as Client).query({ text: 'SET default_transaction_read_only = on' })),
    },
  });
  await sequelize.authenticate();
  const retrying = retryConflicts();
  const writes = runningWrites();
  return {
    dialect: 'postgres',
    sequelize,
    all: (sql, params) => withClient(sequelize, (client) => sqlOn(client, options).all(sql, params)),
    run: () => Promise.reject(new Error('Writes go through Database.write.')),
    write: (work) =>
      writes.add(
        retrying(() =>
          withClient(sequelize, (client) =>
            inTransaction(client, waitMs, (turns) => work(txOn(sequelize, client, options, turns))),
          ),
        ),
      ),
    async close() {
      await writes.idle();
      await sequelize.close();
    },
  };
}

/** The writes that are not done yet: the pool, once closing, would refuse those that still wait for a connection. */
function runningWrites() {
  const running = new Set<Promise<unknown>>();
  return {
    async add<T>(write: Promise<T>): Promise<T> {
      running.add(write);
      try {
        return await write;
      } catch (error) {
        throw named(error);
      } finally {
        running.delete(write);
      }
    },
    async idle() {
      while (running.size > 0) await Promise.allSettled(running);
    },
  };
}

/**
 * REPEATABLE READ: what the work read is still so when it commits what it made of it, else PostgreSQL refuses and the
 * work runs again. The default, READ COMMITTED, would let two writers read one row and the later undo the earlier.
 */
async function inTransaction<T>(client: Client, lockTimeoutMs: number, work: (turns: Turns) => Promise<T>): Promise<T> {
  const turns = oneByOne();
  await client.query({
    text: `BEGIN ISOLATION LEVEL REPEATABLE READ READ WRITE; SET LOCAL lock_timeout = ${lockTimeoutMs}`,
  });
  try {
    const result = await work(turns);
    await turns.quiet();
    await client.query({ text: 'COMMIT' });
    return result;
  } catch (error) {
    await turns.quiet();
    // On a connection that broke there is nothing to roll back; why it broke is worth more than that.
    await client.query({ text: 'ROLLBACK' }).catch(() => undefined);
    throw error;
  }
}

function txOn(sequelize: Sequelize, client: Client, options: DatabaseOptions, { inTurn }: Turns): Tx {
  const transaction = Reflect.construct(Transaction, [sequelize, {}]) as Transaction;
  Object.assign(transaction, { connection: client });
  const { all, run } = sqlOn(client, options);
  return {
    all: (sql, params) => inTurn(() => all(sql, params)),
    run: (sql, params) => inTurn(() => run(sql, params)),
    deferReferences: () => inTurn(async () => void (await run('SET CONSTRAINTS ALL DEFERRED'))),
    transaction,
  };
}

type Turns = ReturnType<typeof oneByOne>;

/** A client takes one query at a time; what is sent together goes in the order it was sent. */
function oneByOne() {
  let last: Promise<unknown> = Promise.resolve();
  return {
    inTurn<T>(query: () => Promise<T>): Promise<T> {
      const mine = last.then(query);
      last = mine.catch(() => undefined);
      return mine;
    },
    /** Resolves when nothing is under way any more. */
    async quiet(): Promise<void> {
      for (let seen: unknown; seen !== last; await last) seen = last;
    },
  };
}

async function withClient<T>(sequelize: Sequelize, work: (client: Client) => Promise<T>): Promise<T> {
  const manager = sequelize.connectionManager;
  const client = await manager.getConnection({ type: 'read' });
  try {
    return await work(client as unknown as Client);
  } finally {
    manager.releaseConnection(client);
  }
}

function sqlOn(client: Client, { onStatement }: DatabaseOptions): Sql {
  const query = (text: string, values: readonly SqlValue[]) => {
    onStatement?.(text);
    return client.query({ text, values, types });
  };
  return {
    all: async <Row>(sql: string, params: readonly SqlValue[] = []) => (await query(sql, params)).rows as Row[],
    run: async (sql, params = []) => (await query(sql, params)).rowCount ?? 0,
  };
}
