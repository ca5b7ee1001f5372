import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { connect, type Database, type DatabaseOptions } from '../../models/database.js';
import { newId } from '../../models/ids.js';
import { migrate } from '../../models/migrate.js';
import { assertTenancy, watchTenancy } from './statements.js';

/** A database of one test. */
export interface FreshDatabase {
  readonly database: Database;
  /** For other processes that connect to it too. */
  readonly url: string;
  /** Closes and removes it; may be called after the test closed it itself. */
  dispose(): Promise<void>;
}

export interface FreshDatabaseOptions extends Pick<DatabaseOptions, 'onStatement' | 'busyTimeoutMs'> {
  /** Leaves the schema out. */
  readonly isEmpty?: boolean;
  /** A SQLite file, whatever the suite runs on; to compare with. */
  readonly isSqlite?: boolean;
}

/**
 * A migrated database nobody else uses: a SQLite file, or a PostgreSQL database of the server in TEST_DATABASE_URL. Both
 * are copies of one made the first time, so a test may have one each. Every statement it runs is read for its tenant,
 * and one that names none fails the run at its end.
 */
export async function freshDatabase(options: FreshDatabaseOptions = {}): Promise<FreshDatabase> {
  const place = await (serverUrl && !options.isSqlite ? onServer(serverUrl, options) : inFile(options));
  const { onStatement, busyTimeoutMs } = options;
  const database = await connect({
    url: place.url,
    onStatement: (sql) => {
      watchTenancy(sql);
      onStatement?.(sql);
    },
    ...(busyTimeoutMs === undefined ? {} : { busyTimeoutMs }),
  });
  let closed: Promise<void> | undefined;
  const close = () => {
    closed ??= database.close();
    return closed;
  };
  return {
    database: { ...database, close },
    url: place.url,
    async dispose() {
      await close();
      await place.remove();
    },
  };
}

/** Every row of a table, whoever it belongs to: for looking at what a test left, never for the product. */
export function rowsOf<Row>(database: Pick<Database, 'all'>, table: string, rest = ''): Promise<Row[]> {
  return database.all<Row>(`/* all orgs: a test looks at everything */ SELECT * FROM ${table} ${rest}`);
}

const serverUrl = process.env.TEST_DATABASE_URL;
const folder = mkdtempSync(join(tmpdir(), 'deskhand-test-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

interface Place {
  readonly url: string;
  remove(): Promise<void>;
}

let templateFile: Promise<string> | undefined;

async function inFile({ isEmpty }: FreshDatabaseOptions): Promise<Place> {
  const url = join(folder, `${newId()}.sqlite`);
  if (!isEmpty) {
    templateFile ??= migrated(join(folder, 'template.sqlite'));
    copyFileSync(await templateFile, url);
  }
  return {
    url,
    async remove() {
      for (const end of ['', '-wal', '-shm']) rmSync(url + end, { force: true });
    },
  };
}

let templateName: Promise<string> | undefined;

async function onServer(server: string, { isEmpty }: FreshDatabaseOptions): Promise<Place> {
  if (!isEmpty) templateName ??= makeTemplate(server);
  const template = isEmpty ? 'template0' : await templateName;
  const name = newName();
  await onMaintenance(server, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  return {
    url: urlOf(server, name),
    remove: () => onMaintenance(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

async function makeTemplate(server: string): Promise<string> {
  const name = newName();
  await onMaintenance(server, `CREATE DATABASE ${name} TEMPLATE template0`);
  await migrated(urlOf(server, name));
  return name;
}

async function migrated(url: string): Promise<string> {
  const database = await connect({ url });
  await migrate(database);
  await database.close();
  return url;
}

function newName(): string {
  return `deskhand_test_${newId().replaceAll('-', '')}`;
}

function urlOf(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

let maintenance: Promise<pg.Client> | undefined;

/** CREATE and DROP DATABASE one at a time: a template may not be in use while it is copied. */
async function onMaintenance(server: string, sql: string): Promise<void> {
  maintenance ??= (async () => {
    const client = new pg.Client({ connectionString: server });
    client.on('error', () => undefined);
    await client.connect();
    return client;
  })();
  await (await maintenance).query(sql);
}

/** Removes what tests share on the server and hangs up; a program without mocha's hooks calls it at its end. */
export async function leaveServer(): Promise<void> {
  if (!maintenance || !serverUrl) return;
  if (templateName) await onMaintenance(serverUrl, `DROP DATABASE IF EXISTS ${await templateName}`);
  await (await maintenance).end();
  maintenance = undefined;
  templateName = undefined;
}

// At the top level of a file that tests import, these are hooks of mocha's root; other programs have no `after`.
// A hook that fails keeps those behind it from running, so that the one that may is the last.
if (typeof after === 'function') {
  after(leaveServer);
  after('every statement names its organisation', assertTenancy);
}
