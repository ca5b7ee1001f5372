import pg from 'pg';
import { Sequelize, type Transaction } from 'sequelize';
import type { Database, DatabaseOptions, Tx } from './database.js';
import type { Sql, SqlValue } from './sql.js';

/** Serialization failure, deadlock: the transaction did nothing and may simply be run again (PostgreSQL, Appendix A). */
const RETRYABLE = new Set(['40001', '40P01']);
const ATTEMPTS = 5;

interface Client {
  query(text: string, values?: readonly SqlValue[]): Promise<{ rows: unknown[]; rowCount: number | null }>;
}

/** PostgreSQL through Sequelize's own pool; models and plain statements share its connections. */
export async function connectPostgres(options: DatabaseOptions): Promise<Database> {
  const sequelize = new Sequelize(options.url, {
    dialect: 'postgres',
    dialectModule: pg,
    logging: options.onStatement ? (sql) => options.onStatement?.(sql) : false,
    define: { timestamps: false, freezeTableName: true },
    pool: { max: 10, acquire: options.busyTimeoutMs ?? 5_000 },
  });
  await sequelize.authenticate();
  return {
    dialect: 'postgres',
    sequelize,
    all: (sql, params) => withClient(sequelize, (client) => sqlOn(client, options).all(sql, params)),
    run: () => Promise.reject(new Error('Writes go through Database.write.')),
    write: (work) => retried(() => sequelize.transaction((transaction) => work(txOn(transaction, options)))),
    close: () => sequelize.close(),
  };
}

async function retried<T>(work: () => Promise<T>, attempt = 1): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (attempt >= ATTEMPTS || !RETRYABLE.has(codeOf(error))) throw error;
    return retried(work, attempt + 1);
  }
}

function codeOf(error: unknown): string {
  const { code, original } = error as { code?: string; original?: { code?: string } };
  return original?.code ?? code ?? '';
}

function txOn(transaction: Transaction, options: DatabaseOptions): Tx {
  const { connection } = transaction as unknown as { connection: Client };
  return { ...sqlOn(connection, options), transaction };
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
  return {
    async all<Row>(sql: string, params: readonly SqlValue[] = []) {
      onStatement?.(sql);
      return (await client.query(sql, params)).rows as Row[];
    },
    async run(sql, params = []) {
      onStatement?.(sql);
      return (await client.query(sql, params)).rowCount ?? 0;
    },
  };
}
