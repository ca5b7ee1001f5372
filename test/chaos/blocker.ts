import { once } from 'node:events';
import pg from 'pg';
import sqlite3 from 'sqlite3';

/** Keeps every writer of a database out until told to go; a program of its own, started by a test. */
const [url = ''] = process.argv.slice(2);

if (url.startsWith('postgres')) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('BEGIN; LOCK TABLE inbox, outbox, conversation IN ACCESS EXCLUSIVE MODE');
  await held();
  await client.query('ROLLBACK');
  await client.end();
} else {
  const database = new sqlite3.Database(url);
  await new Promise<void>((resolve, reject) => {
    database.exec('PRAGMA busy_timeout = 5000; BEGIN IMMEDIATE', (error) => (error ? reject(error) : resolve()));
  });
  await held();
  await new Promise((resolve) => database.exec('ROLLBACK', resolve));
  await new Promise((resolve) => database.close(resolve));
}
process.disconnect();

async function held(): Promise<void> {
  process.send?.('held');
  await once(process, 'message');
}
