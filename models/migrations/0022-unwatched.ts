import { type Migration, table } from './migration.js';

/**
 * What an admin was told of assets whose warranty nobody can watch, so that what comes later is told, too, and nothing
 * twice: its end as it was written, '' where there was none, why it cannot be watched, and when it was found.
 */
const columns = ['unwatched_end', 'unwatched_why', 'unwatched_at'];

export const unwatched: Migration = {
  name: '0022-unwatched',
  up: (dialect) => [
    ...columns.map((column) => table(dialect, `ALTER TABLE asset_state ADD COLUMN ${column} TEXT`)),
    'CREATE INDEX asset_state_unwatched ON asset_state (org_id, unwatched_at) WHERE unwatched_at IS NOT NULL',
  ],
  down: () => [
    'DROP INDEX asset_state_unwatched',
    ...columns.map((column) => `ALTER TABLE asset_state DROP COLUMN ${column}`),
  ],
};
