import type { Migration } from './migration.js';

/** What is looked up at nearly every press, and would else be looked for among all that an organisation has. */
export const lookups: Migration = {
  name: '0021-lookups',
  up: () => [
    'CREATE INDEX users_role ON users (org_id, role)',
    'CREATE INDEX ticket_work_merged ON ticket_work (org_id, merged_into) WHERE merged_into IS NOT NULL',
    "CREATE INDEX inbox_dead ON inbox (received_at) WHERE state = 'dead'",
  ],
  down: () => ['DROP INDEX inbox_dead', 'DROP INDEX ticket_work_merged', 'DROP INDEX users_role'],
};
