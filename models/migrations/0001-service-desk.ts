import { type Migration, table } from './migration.js';

/**
 * The eight tables of the data contract. Every reference between tenant rows carries org_id, so neither database can
 * hold a row that points into another organisation.
 */
export const serviceDesk: Migration = {
  name: '0001-service-desk',
  up: (dialect) => [
    table(dialect, orgs(dialect === 'sqlite')),
    ...[departments, users, assets, devices, sessions, messages, tickets].map((sql) => table(dialect, sql)),
    ...(dialect === 'postgres' ? orgPeople.map((name) => `ALTER TABLE orgs ADD ${orgPerson(name)}`) : []),
    ...indexes,
  ],
  down: (dialect) => [
    // Neither of two tables that point to each other can go first while their rows do.
    '/* all orgs: they all go */ UPDATE orgs SET poc_user_id = NULL, tech_contact_user_id = NULL',
    ...(dialect === 'postgres' ? orgPeople.map((name) => `ALTER TABLE orgs DROP CONSTRAINT orgs_${name}`) : []),
    ...['tickets', 'messages', 'sessions', 'devices', 'assets', 'users', 'departments', 'orgs'].map(
      (name) => `DROP TABLE ${name}`,
    ),
  ],
};

const orgPeople = ['poc_user_id', 'tech_contact_user_id'];

/** ORGS and USERS refer to each other: SQLite takes the reference before the table exists, PostgreSQL adds it later. */
function orgPerson(name: string): string {
  return `CONSTRAINT orgs_${name} FOREIGN KEY (org_id, ${name}) REFERENCES users (org_id, user_id)`;
}

const orgs = (isInline: boolean) => `CREATE TABLE orgs (
  org_id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  address TEXT, city TEXT, state TEXT, zip TEXT,
  poc_user_id TEXT,
  tech_contact_user_id TEXT,
  created_at TEXT NOT NULL
  ${isInline ? orgPeople.map((name) => `, ${orgPerson(name)}`).join('') : ''}
)`;

const departments = `CREATE TABLE departments (
  dept_id SERIAL_KEY,
  dept_name TEXT NOT NULL UNIQUE
)`;

const users = `CREATE TABLE users (
  user_id TEXT NOT NULL PRIMARY KEY,
  org_id TEXT NOT NULL REFERENCES orgs (org_id),
  first_name TEXT NOT NULL,
  last_name TEXT NOT NULL,
  email TEXT,
  role TEXT NOT NULL CHECK (role IN ('employee', 'tech', 'manager', 'admin')),
  dept_id INTEGER REFERENCES departments (dept_id),
  created_at TEXT NOT NULL,
  UNIQUE (org_id, user_id)
)`;

const assets = `CREATE TABLE assets (
  asset_id TEXT NOT NULL PRIMARY KEY,
  org_id TEXT NOT NULL REFERENCES orgs (org_id),
  asset_type TEXT NOT NULL,
  vendor TEXT, model TEXT,
  date_acquired TEXT, date_retired TEXT, warranty_end TEXT,
  properties_json TEXT NOT NULL DEFAULT '{}',
  created_at TEXT NOT NULL,
  UNIQUE (org_id, asset_id)
)`;

const devices = `CREATE TABLE devices (
  asset_tag TEXT NOT NULL PRIMARY KEY,
  org_id TEXT NOT NULL REFERENCES orgs (org_id),
  asset_id TEXT,
  assigned_user_id TEXT,
  hostname TEXT, serial_number TEXT, os TEXT, last_seen_at TEXT, notes TEXT,
  created_at TEXT NOT NULL,
  UNIQUE (org_id, asset_tag),
  FOREIGN KEY (org_id, asset_id) REFERENCES assets (org_id, asset_id),
  FOREIGN KEY (org_id, assigned_user_id) REFERENCES users (org_id, user_id)
)`;

const sessions = `CREATE TABLE sessions (
  session_id TEXT NOT NULL PRIMARY KEY,
  org_id TEXT NOT NULL REFERENCES orgs (org_id),
  user_id TEXT NOT NULL,
  turns INTEGER NOT NULL DEFAULT 0,
  category TEXT,
  status TEXT NOT NULL CHECK (status IN ('open', 'waiting', 'handed_over', 'resolved', 'abandoned')),
  collected_json TEXT NOT NULL DEFAULT '{}',
  steps_attempted_json TEXT NOT NULL DEFAULT '[]',
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  UNIQUE (org_id, session_id),
  FOREIGN KEY (org_id, user_id) REFERENCES users (org_id, user_id)
)`;

const messages = `CREATE TABLE messages (
  message_id TEXT NOT NULL PRIMARY KEY,
  session_id TEXT NOT NULL REFERENCES sessions (session_id),
  role TEXT NOT NULL CHECK (role IN ('user', 'assistant', 'tech', 'system')),
  content TEXT NOT NULL,
  citations_json TEXT NOT NULL DEFAULT '[]',
  created_at TEXT NOT NULL
)`;

const tickets = `CREATE TABLE tickets (
  ticket_id TEXT NOT NULL PRIMARY KEY,
  org_id TEXT NOT NULL REFERENCES orgs (org_id),
  user_id TEXT NOT NULL,
  session_id TEXT,
  summary TEXT NOT NULL,
  category TEXT,
  impact TEXT NOT NULL CHECK (impact IN ('high', 'medium', 'low')),
  urgency TEXT NOT NULL CHECK (urgency IN ('high', 'medium', 'low')),
  status TEXT NOT NULL CHECK (status IN
    ('new', 'in_progress', 'waiting_user', 'waiting_vendor', 'resolved', 'closed', 'cancelled')),
  escalation_reason TEXT,
  rendered_text TEXT,
  diagnostics_json TEXT NOT NULL DEFAULT '{}',
  steps_attempted_json TEXT NOT NULL DEFAULT '[]',
  citations_json TEXT NOT NULL DEFAULT '[]',
  created_at TEXT NOT NULL,
  closed_at TEXT,
  UNIQUE (org_id, ticket_id),
  FOREIGN KEY (org_id, user_id) REFERENCES users (org_id, user_id),
  FOREIGN KEY (org_id, session_id) REFERENCES sessions (org_id, session_id)
)`;

const indexes = [
  'CREATE UNIQUE INDEX users_email ON users (org_id, email)',
  'CREATE INDEX devices_owner ON devices (org_id, assigned_user_id, asset_tag)',
  'CREATE INDEX devices_asset ON devices (org_id, asset_id)',
  'CREATE INDEX devices_last_seen ON devices (org_id, last_seen_at, asset_tag)',
  'CREATE INDEX assets_warranty ON assets (org_id, warranty_end, asset_id)',
  'CREATE INDEX sessions_user ON sessions (org_id, user_id, updated_at)',
  'CREATE UNIQUE INDEX messages_session ON messages (session_id, message_id)',
  'CREATE INDEX tickets_status ON tickets (org_id, status, created_at, ticket_id)',
  'CREATE INDEX tickets_user ON tickets (org_id, user_id, created_at)',
  'CREATE INDEX tickets_session ON tickets (org_id, session_id)',
];
