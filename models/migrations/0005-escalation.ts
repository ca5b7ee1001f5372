import { type Migration, table } from './migration.js';

/** Telling people alone, who is told instead of them, and tickets that are put off. */
export const escalation: Migration = {
  name: '0005-escalation',
  up: (dialect) => [
    ...columns.map(([name, column]) => table(dialect, `ALTER TABLE ${name} ADD COLUMN ${column}`)),
    'CREATE UNIQUE INDEX conversation_opens_for ON conversation (platform, tenant, opens_for)',
    'CREATE INDEX conversation_person ON conversation (org_id, user_id)',
  ],
  down: () => [
    'DROP INDEX conversation_person',
    'DROP INDEX conversation_opens_for',
    ...columns.map(([name, column]) => `ALTER TABLE ${name} DROP COLUMN ${column.split(' ')[0]}`),
  ],
};

const columns = [
  /** When the person last wrote or pressed there, to the hour. */
  ['account', "used_at TEXT NOT NULL DEFAULT ''"],
  /** Whether its membership in the private triage channel made its user a tech. */
  ['account', 'is_triage_member INTEGER NOT NULL DEFAULT 0'],
  /** The platform's id of the person a direct conversation is opened with, by whoever first sends there. */
  ['conversation', 'opens_for TEXT'],
  /** Who is told instead when it cannot be delivered. */
  ['outbox', 'otherwise_json TEXT'],
  /** Nobody is reminded of the ticket before then. */
  ['ticket_work', 'snoozed_until TEXT'],
] as const;
