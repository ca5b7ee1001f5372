import type { Migration } from './migration.js';

/** The auditor looks through the tickets that have not ended, of every organisation, once a minute. */
export const unended: Migration = {
  name: '0026-unended',
  up: () => [
    `CREATE INDEX tickets_unended ON tickets (ticket_id)
       WHERE status IN ('new', 'in_progress', 'waiting_user', 'waiting_vendor', 'resolved')`,
  ],
  down: () => ['DROP INDEX tickets_unended'],
};
