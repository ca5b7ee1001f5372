import { type Migration, table } from './migration.js';

/** Who gets digests when, which they got, and what their figures are counted by. */
export const digests: Migration = {
  name: '0007-digests',
  up: (dialect) => [
    ...[subscription, sent].map((sql) => table(dialect, sql)),
    ...indexes.map(([name, on]) => `CREATE INDEX ${name} ON ${on}`),
  ],
  down: () => [
    'DROP TABLE digest_sent',
    ...indexes.map(([name]) => `DROP INDEX ${name}`),
    'DROP TABLE digest_subscription',
  ],
};

/**
 * One for a person or a channel, never both; one that is off keeps the desk from making it again. `zone` is null where it follows the
 * organisation's, `planned_for` the zone and hour its timer was set by. A person's department is looked up when it is sent.
 */
const subscription = `CREATE TABLE digest_subscription (
  subscription_id TEXT NOT NULL PRIMARY KEY,
  org_id TEXT NOT NULL,
  user_id TEXT,
  conversation_id TEXT,
  rhythm TEXT NOT NULL CHECK (rhythm IN ('daily', 'weekly')),
  hour INTEGER NOT NULL CHECK (hour BETWEEN 0 AND 23),
  scope TEXT NOT NULL CHECK (scope IN ('organisation', 'department')),
  dept_id INTEGER REFERENCES departments (dept_id),
  zone TEXT,
  is_on INTEGER NOT NULL DEFAULT 1,
  is_default INTEGER NOT NULL,
  since TEXT NOT NULL,
  planned_for TEXT NOT NULL DEFAULT '',
  version INTEGER NOT NULL DEFAULT 1,
  UNIQUE (org_id, user_id),
  UNIQUE (org_id, conversation_id),
  FOREIGN KEY (org_id) REFERENCES orgs (org_id),
  FOREIGN KEY (org_id, user_id) REFERENCES users (org_id, user_id),
  FOREIGN KEY (org_id, conversation_id) REFERENCES conversation (org_id, conversation_id)
)`;

/** At most one digest for a recipient and a local date, whatever becomes of zones, hours, subscriptions and clocks. */
const sent = `CREATE TABLE digest_sent (
  org_id TEXT NOT NULL REFERENCES orgs (org_id),
  recipient TEXT NOT NULL,
  local_date TEXT NOT NULL,
  zone TEXT NOT NULL,
  has_week INTEGER NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('sent', 'nothing', 'unreached')),
  scope TEXT NOT NULL,
  figures_json TEXT NOT NULL DEFAULT '{}',
  created_at TEXT NOT NULL,
  PRIMARY KEY (org_id, recipient, local_date)
)`;

const indexes: readonly (readonly [name: string, on: string])[] = [
  ['users_managers', "users (org_id, user_id) WHERE role = 'manager'"],
  ['tickets_created', 'tickets (org_id, created_at, ticket_id)'],
  ['tickets_closed', 'tickets (org_id, closed_at, ticket_id) WHERE closed_at IS NOT NULL'],
  ['ticket_work_resolved', 'ticket_work (org_id, resolved_at, ticket_id) WHERE resolved_at IS NOT NULL'],
  ['ticket_work_responded', 'ticket_work (org_id, first_responded_at, ticket_id) WHERE first_responded_at IS NOT NULL'],
  ['feedback_created', 'feedback (org_id, created_at)'],
  ['sessions_updated', 'sessions (org_id, updated_at, session_id)'],
];
