import type { Migration } from './migration.js';

/** What is held for an administrator when nobody knows whether it arrived, instead of being said a second time. */
export const held: Migration = {
  name: '0016-held',
  up: () => ['ALTER TABLE outbox ADD COLUMN is_repeatable INTEGER NOT NULL DEFAULT 1'],
  down: () => ['ALTER TABLE outbox DROP COLUMN is_repeatable'],
};
