import { type Migration, table } from './migration.js';

/** What people are reminded of in one message instead of many. */
export const reminders: Migration = {
  name: '0015-reminders',
  up: (dialect) => [table(dialect, reminder)],
  down: () => ['DROP TABLE reminder'],
};

/** `reader` is the id of a user, or `channel`: the triage channel. */
const reminder = `CREATE TABLE reminder (
  org_id TEXT NOT NULL,
  reader TEXT NOT NULL,
  ticket_id TEXT NOT NULL,
  added_at TEXT NOT NULL,
  PRIMARY KEY (org_id, reader, ticket_id),
  FOREIGN KEY (org_id, ticket_id) REFERENCES tickets (org_id, ticket_id)
)`;
