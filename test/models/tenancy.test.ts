import assert from 'node:assert/strict';
import { checkTenancy, tenantTables } from '../support/statements.js';

/** Statements as the product, Sequelize and the two databases write them. */
const good = [
  'SELECT name FROM orgs WHERE org_id = $1',
  'select u.email from users u join orgs o on o.org_id = u.org_id where u.org_id = $1 and u.email = $2',
  'SELECT * FROM tickets WHERE (status = $1 AND org_id = $2)',
  'SELECT * FROM users WHERE $1 = org_id',
  'SELECT * FROM users WHERE org_id IN ($1, $2)',
  'SELECT * FROM users WHERE user_id = $1 AND org_id = ANY ($2)',
  `SELECT "user_id", "org_id" FROM "users" AS "User" WHERE "User"."org_id" = '0190-a' AND "User"."role" = 'tech';`,
  "SELECT `User`.`user_id` FROM `users` AS `User` WHERE (`User`.`email` = 'a''b' AND `User`.`org_id` = '1') LIMIT 1;",
  'SELECT count(*) FROM (SELECT 1 FROM tickets WHERE org_id = $1) AS mine',
  'WITH mine AS (SELECT ticket_id FROM tickets WHERE org_id = $1) SELECT * FROM mine',
  'UPDATE tickets SET status = $1 WHERE org_id = $2 AND ticket_id = $3 AND status = $4 RETURNING ticket_id',
  'UPDATE inbox SET state = $1 WHERE inbox_id IN (SELECT inbox_id FROM inbox WHERE org_id = $2)',
  'DELETE FROM ticket_participant WHERE ticket_id = $1 AND org_id = $2',
  'INSERT INTO users (user_id, org_id, first_name) VALUES ($1, $2, $3)',
  'INSERT INTO "users" ("user_id","org_id") VALUES ($1,$2) RETURNING "user_id","org_id";',
  'INSERT OR IGNORE INTO org_counter (org_id, name, value) VALUES ($1, $2, 1)',
  'INSERT INTO org_counter (org_id, name, value) SELECT org_id, $2, 1 FROM orgs WHERE org_id = $1',
  'INSERT INTO messages (message_id, session_id, role, content) VALUES ($1, $2, $3, $4)',
  'SELECT conversation_id FROM conversation WHERE platform = $1 AND tenant = $2 AND external_key = $3',
  'UPDATE installation SET removed_at = $1 WHERE tenant = $2 AND platform = $3',
  'SELECT content FROM messages WHERE session_id = $1 ORDER BY message_id',
  'SELECT m.content FROM messages m JOIN sessions s ON s.session_id = m.session_id WHERE s.org_id = $1',
  'DELETE FROM messages WHERE session_id IN (SELECT session_id FROM sessions WHERE org_id = $1)',
  "/* all orgs: recovery serves every organisation */ SELECT org_id FROM inbox WHERE state = 'waiting'",
  '\n  /* all orgs: retention */\n DELETE FROM inbox WHERE received_at < $1',
  'SELECT dept_id FROM departments WHERE dept_name = $1',
  'SELECT used_at FROM admin_code WHERE code_hash = $1',
  'INSERT INTO schema_migration (name) VALUES ($1)',
  "SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'users'",
  'PRAGMA table_info(`users`)',
  'CREATE TABLE users (user_id TEXT)',
  'CREATE INDEX users_email ON users (email)',
  'ALTER TABLE users ADD COLUMN nick TEXT',
  'DROP TABLE users',
  ...['BEGIN IMMEDIATE', 'SAVEPOINT unit', 'RELEASE unit', 'ROLLBACK TO unit', 'COMMIT', 'START TRANSACTION;'],
];

const bad = [
  'SELECT * FROM users',
  'SELECT * FROM users WHERE user_id = $1',
  'SELECT org_id, name FROM users WHERE user_id = $1',
  'SELECT * FROM users ORDER BY org_id',
  'SELECT * FROM tickets t JOIN users u ON u.org_id = t.org_id WHERE t.ticket_id = $1',
  'SELECT d.dept_name FROM departments d JOIN users u ON u.dept_id = d.dept_id',
  'SELECT d.dept_name FROM departments d, users u WHERE u.dept_id = d.dept_id',
  'SELECT dept_id FROM departments WHERE dept_id IN (SELECT dept_id FROM users)',
  'SELECT * FROM users WHERE user_id = $1 -- org_id = $2',
  'SELECT * FROM users /* WHERE org_id = $1 */',
  'SELECT user_id FROM users /* all orgs: too late to say */',
  '/* all orgs: */ SELECT user_id FROM users',
  '/* every row */ SELECT user_id FROM users',
  "SELECT * FROM users WHERE email = ' where org_id = $1'",
  'SELECT * FROM users WHERE email = $1 OR org_id = $2',
  'SELECT * FROM users WHERE NOT (org_id = $1)',
  'SELECT * FROM users WHERE other_org_id = $1',
  'SELECT * FROM users WHERE org_id > $1',
  'SELECT * FROM users WHERE org_id IS NOT NULL',
  'SELECT (org_id = $1) FROM users',
  `SELECT "user_id", "org_id" FROM "public"."users" AS "User" WHERE "User"."user_id" = '0190-a';`,
  'SELECT `user_id` FROM `users` AS `User`;',
  'WITH everyone AS (SELECT user_id FROM users) SELECT * FROM everyone',
  'UPDATE users SET org_id = $1 WHERE user_id = $2',
  'UPDATE users SET role = $1, org_id = $2 WHERE user_id = $3',
  'UPDATE tickets SET status = $1 WHERE ticket_id = $2',
  'UPDATE inbox SET state = $1 WHERE inbox_id IN (SELECT inbox_id FROM inbox WHERE state = $2)',
  'DELETE FROM ticket_participant WHERE ticket_id = $1',
  'DELETE FROM users',
  'TRUNCATE users',
  'TABLE users',
  'INSERT INTO users (user_id, first_name) VALUES ($1, $2)',
  'INSERT INTO users VALUES ($1, $2)',
  'INSERT INTO org_counter (org_id, name, value) SELECT org_id, $1, 1 FROM orgs',
  'INSERT INTO messages (message_id, role, content) VALUES ($1, $2, $3)',
  'SELECT conversation_id FROM conversation WHERE platform = $1 AND external_key = $2',
  'SELECT installation_id FROM installation WHERE platform = $1',
  'SELECT content FROM messages WHERE message_id = $1',
  'SELECT m.content FROM messages m JOIN sessions s ON s.session_id = m.session_id',
  'SELECT * FROM sessions WHERE session_id = $1',
  'DELETE FROM messages',
  'Executing (default): SELECT * FROM users',
];

describe('the reader of statements', () => {
  it('knows every table with org_id, and messages', () => {
    for (const table of ['orgs', 'users', 'tickets', 'messages', 'inbox', 'outbox', 'device_label', 'ticket_event']) {
      assert.ok(tenantTables.has(table), table);
    }
    for (const table of ['departments', 'admin_code', 'schema_migration']) assert.ok(!tenantTables.has(table), table);
  });

  for (const sql of good)
    it(`lets pass: ${sql.replace(/\s+/g, ' ').trim()}`, () => assert.equal(checkTenancy(sql), undefined));
  for (const sql of bad) it(`stops: ${sql}`, () => assert.ok(checkTenancy(sql)));
});
