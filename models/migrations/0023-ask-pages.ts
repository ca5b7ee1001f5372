import type { Migration } from './migration.js';

/** One message asks somebody about all of their devices, however many: it is on pages, and the one that is open is kept. */
export const askPages: Migration = {
  name: '0023-ask-pages',
  up: () => ['ALTER TABLE device_ask ADD COLUMN page INTEGER NOT NULL DEFAULT 0'],
  down: () => ['ALTER TABLE device_ask DROP COLUMN page'],
};
