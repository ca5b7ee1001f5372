import { type Migration, table } from './migration.js';

/** Who works and when each job last ran, as other processes and the command line see it; and who is signed in to the console. */
export const consoleTables: Migration = {
  name: '0008-console',
  up: (dialect) => [
    ...[worker, jobRun, consoleLink, consoleSession].map((sql) => table(dialect, sql)),
    'CREATE INDEX console_session_user ON console_session (org_id, user_id)',
    'CREATE INDEX console_link_user ON console_link (org_id, user_id)',
    'CREATE INDEX card_behind ON card (card_id) WHERE wanted_version > shown_version',
  ],
  down: () => [
    'DROP INDEX card_behind',
    ...['console_session', 'console_link', 'job_run', 'worker'].map((name) => `DROP TABLE ${name}`),
  ],
};

const worker = `CREATE TABLE worker (
  worker_key TEXT NOT NULL PRIMARY KEY,
  started_at TEXT NOT NULL,
  seen_at TEXT NOT NULL
)`;

const jobRun = `CREATE TABLE job_run (
  name TEXT NOT NULL PRIMARY KEY,
  last_run_at TEXT NOT NULL,
  handled INTEGER NOT NULL,
  error TEXT
)`;

const consoleLink = `CREATE TABLE console_link (
  token_hash TEXT NOT NULL PRIMARY KEY,
  org_id TEXT NOT NULL REFERENCES orgs (org_id),
  user_id TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  created_at TEXT NOT NULL,
  FOREIGN KEY (org_id, user_id) REFERENCES users (org_id, user_id)
)`;

const consoleSession = `CREATE TABLE console_session (
  token_hash TEXT NOT NULL PRIMARY KEY,
  org_id TEXT NOT NULL REFERENCES orgs (org_id),
  user_id TEXT NOT NULL,
  seen_at TEXT NOT NULL,
  created_at TEXT NOT NULL,
  FOREIGN KEY (org_id, user_id) REFERENCES users (org_id, user_id)
)`;
