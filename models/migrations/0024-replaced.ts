import type { Migration } from './migration.js';

/** Which ticket replaces an asset: while that is open, no second one is opened, however many messages speak of the asset. */
export const replaced: Migration = {
  name: '0024-replaced',
  up: () => ['ALTER TABLE asset_state ADD COLUMN replaced_by TEXT'],
  down: () => ['ALTER TABLE asset_state DROP COLUMN replaced_by'],
};
