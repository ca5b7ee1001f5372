import type { Migration } from './migration.js';

/** What lets the auditor find due work whose timer was lost. */
export const audited: Migration = {
  name: '0019-audited',
  up: () => [
    // A ticket is still to be opened for the device.
    'ALTER TABLE device_state ADD COLUMN opens_ticket INTEGER NOT NULL DEFAULT 0',
    'CREATE INDEX device_state_opens ON device_state (org_id, asset_tag) WHERE opens_ticket = 1',
    "CREATE INDEX sessions_live ON sessions (org_id, session_id) WHERE status IN ('open', 'waiting')",
    "CREATE INDEX approval_asked ON approval (org_id, ticket_id) WHERE state = 'asked'",
  ],
  down: () => [
    'DROP INDEX approval_asked',
    'DROP INDEX sessions_live',
    'DROP INDEX device_state_opens',
    'ALTER TABLE device_state DROP COLUMN opens_ticket',
  ],
};
