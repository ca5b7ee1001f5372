import type { Migration } from './migration.js';

/** What follows people from their platforms looks every few minutes for the few accounts it is about, not through all. */
export const checked: Migration = {
  name: '0030-checked',
  up: () => [
    'CREATE INDEX account_checked ON account (org_id, platform, tenant, checked_at, account_id)',
    'CREATE INDEX account_triage ON account (org_id, platform, tenant) WHERE is_triage_member = 1',
  ],
  down: () => ['DROP INDEX account_triage', 'DROP INDEX account_checked'],
};
