import { type Migration, table } from './migration.js';

/** Who was asked for a yes to what a ticket wants, and what they said. */
export const approval: Migration = {
  name: '0013-approval',
  up: (dialect) => [table(dialect, approvals)],
  down: () => ['DROP TABLE approval'],
};

/** Nobody is named where an organisation has nobody to ask. */
const approvals = `CREATE TABLE approval (
  ticket_id TEXT NOT NULL PRIMARY KEY,
  org_id TEXT NOT NULL,
  approver_user_id TEXT,
  state TEXT NOT NULL DEFAULT 'asked' CHECK (state IN ('asked', 'approved', 'declined')),
  reason TEXT,
  asked_at TEXT NOT NULL,
  decided_at TEXT,
  FOREIGN KEY (org_id, ticket_id) REFERENCES tickets (org_id, ticket_id),
  FOREIGN KEY (org_id, approver_user_id) REFERENCES users (org_id, user_id)
)`;
