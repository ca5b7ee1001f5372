import { type Migration, table } from './migration.js';

/** Two organisations become one: the code that says so, and references that can be checked when all rows have moved. */
export const joining: Migration = {
  name: '0011-joining',
  up: (dialect) => [table(dialect, joinCode), ...(dialect === 'postgres' ? [deferrable] : [])],
  down: () => ['DROP TABLE join_code'],
};

const joinCode = `CREATE TABLE join_code (
  code_hash TEXT NOT NULL PRIMARY KEY,
  org_id TEXT NOT NULL REFERENCES orgs (org_id),
  made_by_user_id TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  used_at TEXT,
  FOREIGN KEY (org_id, made_by_user_id) REFERENCES users (org_id, user_id)
)`;

/** SQLite defers references of any table on demand; PostgreSQL only those that were declared so. */
const deferrable = `DO $$
DECLARE r RECORD;
BEGIN
  FOR r IN SELECT conrelid::regclass AS relation, conname FROM pg_constraint
           WHERE contype = 'f' AND NOT condeferrable AND connamespace = 'public'::regnamespace
  LOOP
    EXECUTE format('ALTER TABLE %s ALTER CONSTRAINT %I DEFERRABLE INITIALLY IMMEDIATE', r.relation, r.conname);
  END LOOP;
END $$`;
