import { type Migration, table } from './migration.js';

/** What working a ticket needs beyond TICKETS, what happened to it, and how an organisation is set up. */
export const ticketWork: Migration = {
  name: '0003-ticket-work',
  up: (dialect) => [
    ...[work, participant, event, feedback, setting, counter, orgDepartment, deviceLabel, adminCode, playground].map(
      (sql) => table(dialect, sql),
    ),
    ...indexes,
  ],
  down: () =>
    [
      'playground_message',
      'admin_code',
      'device_label',
      'org_department',
      'org_counter',
      'org_setting',
      'feedback',
      'ticket_event',
      'ticket_participant',
      'ticket_work',
    ].map((name) => `DROP TABLE ${name}`),
};

const work = `CREATE TABLE ticket_work (
  ticket_id TEXT NOT NULL PRIMARY KEY,
  org_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  priority TEXT NOT NULL CHECK (priority IN ('P1', 'P2', 'P3', 'P4', 'P5')),
  assignee_user_id TEXT,
  asset_tag TEXT,
  is_private INTEGER NOT NULL,
  requester_conversation_id TEXT,
  work_conversation_id TEXT,
  first_response_due_at TEXT,
  resolution_due_at TEXT,
  first_responded_at TEXT,
  resolved_at TEXT,
  resolution TEXT,
  pauses_json TEXT NOT NULL DEFAULT '[]',
  resolution_started_at TEXT NOT NULL,
  resolution_share REAL NOT NULL DEFAULT 1,
  merged_into TEXT,
  last_word_at TEXT NOT NULL,
  UNIQUE (org_id, number),
  UNIQUE (org_id, ticket_id),
  FOREIGN KEY (org_id, ticket_id) REFERENCES tickets (org_id, ticket_id),
  FOREIGN KEY (org_id, assignee_user_id) REFERENCES users (org_id, user_id),
  FOREIGN KEY (org_id, asset_tag) REFERENCES devices (org_id, asset_tag),
  FOREIGN KEY (org_id, requester_conversation_id) REFERENCES conversation (org_id, conversation_id),
  FOREIGN KEY (org_id, work_conversation_id) REFERENCES conversation (org_id, conversation_id),
  FOREIGN KEY (org_id, merged_into) REFERENCES tickets (org_id, ticket_id)
)`;

/** Techs who pressed Join: their words in the ticket's thread go to the requester too. */
const participant = `CREATE TABLE ticket_participant (
  org_id TEXT NOT NULL,
  ticket_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  joined_at TEXT NOT NULL,
  PRIMARY KEY (ticket_id, user_id),
  FOREIGN KEY (org_id, ticket_id) REFERENCES tickets (org_id, ticket_id),
  FOREIGN KEY (org_id, user_id) REFERENCES users (org_id, user_id)
)`;

/** One row for each thing done or refused: the ticket's history and the organisation's audit. */
const event = `CREATE TABLE ticket_event (
  event_id TEXT NOT NULL PRIMARY KEY,
  org_id TEXT NOT NULL REFERENCES orgs (org_id),
  ticket_id TEXT,
  actor_user_id TEXT,
  kind TEXT NOT NULL,
  detail_json TEXT NOT NULL DEFAULT '{}',
  created_at TEXT NOT NULL,
  FOREIGN KEY (org_id, ticket_id) REFERENCES tickets (org_id, ticket_id),
  FOREIGN KEY (org_id, actor_user_id) REFERENCES users (org_id, user_id)
)`;

const feedback = `CREATE TABLE feedback (
  ticket_id TEXT NOT NULL PRIMARY KEY,
  org_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  stars INTEGER NOT NULL CHECK (stars BETWEEN 1 AND 5),
  comment TEXT,
  created_at TEXT NOT NULL,
  FOREIGN KEY (org_id, ticket_id) REFERENCES tickets (org_id, ticket_id),
  FOREIGN KEY (org_id, user_id) REFERENCES users (org_id, user_id)
)`;

const setting = `CREATE TABLE org_setting (
  org_id TEXT NOT NULL REFERENCES orgs (org_id),
  key TEXT NOT NULL,
  value_json TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  PRIMARY KEY (org_id, key)
)`;

const counter = `CREATE TABLE org_counter (
  org_id TEXT NOT NULL REFERENCES orgs (org_id),
  name TEXT NOT NULL,
  value INTEGER NOT NULL,
  PRIMARY KEY (org_id, name)
)`;

const orgDepartment = `CREATE TABLE org_department (
  org_id TEXT NOT NULL REFERENCES orgs (org_id),
  dept_id INTEGER NOT NULL REFERENCES departments (dept_id),
  PRIMARY KEY (org_id, dept_id)
)`;

const deviceLabel = `CREATE TABLE device_label (
  org_id TEXT NOT NULL,
  label TEXT NOT NULL,
  asset_tag TEXT NOT NULL,
  PRIMARY KEY (org_id, label),
  UNIQUE (asset_tag),
  FOREIGN KEY (org_id, asset_tag) REFERENCES devices (org_id, asset_tag)
)`;

const adminCode = `CREATE TABLE admin_code (
  code_hash TEXT NOT NULL PRIMARY KEY,
  expires_at TEXT NOT NULL,
  used_at TEXT
)`;

const playground = `CREATE TABLE playground_message (
  org_id TEXT NOT NULL REFERENCES orgs (org_id),
  message_id TEXT NOT NULL PRIMARY KEY,
  conversation TEXT NOT NULL,
  nonce TEXT NOT NULL,
  message_json TEXT NOT NULL,
  position INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  UNIQUE (org_id, conversation, nonce),
  UNIQUE (org_id, revision)
)`;

const indexes = [
  'CREATE INDEX ticket_work_assignee ON ticket_work (org_id, assignee_user_id, ticket_id)',
  'CREATE INDEX ticket_event_ticket ON ticket_event (org_id, ticket_id, event_id)',
  'CREATE INDEX playground_conversation ON playground_message (org_id, conversation, position)',
];
