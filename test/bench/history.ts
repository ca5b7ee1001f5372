import sqlite3 from 'sqlite3';

/**
 * Fills a desk's SQLite file with what years of use leave behind in its one organisation: people, conversations,
 * sessions, messages, tickets and their companion rows. Ids sort before those of today. Returns how long it took, ms.
 */
export async function addHistory(file: string, size: { messages: number; tickets: number }): Promise<number> {
  const startedAt = performance.now();
  const db = new sqlite3.Database(file);
  const people = Math.ceil(size.tickets / 20);
  const each = Math.ceil(size.messages / size.tickets);
  for (const statement of [
    'PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA foreign_keys=OFF; PRAGMA cache_size=-64000; BEGIN',
    `CREATE TEMP TABLE org AS SELECT org_id, platform, tenant FROM installation LIMIT 1`,
    `CREATE TEMP TABLE one AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${size.tickets})
       SELECT i, i % ${people} AS p, printf('0180-%08x', i) AS id, org_id, platform, tenant,
         strftime('%Y-%m-%dT%H:%M:%fZ', '2024-01-01', '+' || (i * 9) || ' minutes') AS at FROM n, org`,
    `INSERT INTO users (user_id, org_id, first_name, last_name, email, role, created_at)
       SELECT 'u' || p, org_id, 'Person', p, p || '@example.com', 'employee', MIN(at) FROM one GROUP BY p`,
    `INSERT INTO account (account_id, org_id, user_id, platform, tenant, external_id, standing, greeted_at, checked_at, created_at)
       SELECT 'a' || p, org_id, 'u' || p, platform, tenant, 'UOLD' || p, 'member', at, at, MIN(at) FROM one GROUP BY p`,
    `INSERT INTO sessions (session_id, org_id, user_id, turns, category, status, created_at, updated_at)
       SELECT id, org_id, 'u' || p, ${each / 2}, 'network', 'handed_over', at, at FROM one`,
    `INSERT INTO tickets (ticket_id, org_id, user_id, session_id, summary, category, impact, urgency, status, created_at, closed_at)
       SELECT id, org_id, 'u' || p, id, 'The VPN keeps dropping', 'network', 'low', 'medium', 'closed', at, at FROM one`,
    `INSERT INTO conversation (conversation_id, org_id, platform, tenant, external_key, channel_key, kind, user_id, session_id, ticket_id, created_at)
       SELECT id, org_id, platform, tenant, 'DOLD' || i, 'DOLD' || i, 'direct', 'u' || p, id, id, at FROM one`,
    `INSERT INTO session_work (session_id, org_id, conversation_id, version) SELECT id, org_id, id, 5 FROM one`,
    `INSERT INTO ticket_work (ticket_id, org_id, number, priority, is_private, requester_conversation_id, resolution_started_at, last_word_at)
       SELECT id, org_id, i, 'P4', 0, id, at, at FROM one`,
    `INSERT INTO ticket_event (event_id, org_id, ticket_id, kind, created_at) SELECT id, org_id, id, 'ticket.opened', at FROM one`,
    `INSERT INTO card (card_id, org_id, kind, subject_id, conversation_id, message_ref, wanted_version, shown_version, created_at)
       SELECT id, org_id, 'requester', id, id, '1700000000.' || i, 5, 5, at FROM one`,
    `CREATE TEMP TABLE k AS WITH RECURSIVE n (k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM n WHERE k < ${each}) SELECT k FROM n`,
    `INSERT INTO messages (message_id, session_id, role, content, created_at)
       SELECT id || '-' || printf('%02x', k), id, CASE k % 2 WHEN 1 THEN 'user' ELSE 'assistant' END,
         'Something about the VPN that somebody wrote, about as long as people write: it drops every few minutes.', at
       FROM one, k ORDER BY i, k`,
    `INSERT INTO outbox (outbox_id, org_id, conversation_id, kind, state, message_ref, attempts, next_attempt_at, created_at, sent_at)
       SELECT id || '-' || printf('%02x', k), org_id, id, 'post', 'sent', '1700000000.' || k, 1, at, at, at
       FROM one, k WHERE k % 2 = 0 ORDER BY i, k`,
    `INSERT INTO inbox (inbox_id, org_id, platform, tenant, dedupe_key, conversation_id, state, outcome, next_attempt_at, received_at)
       SELECT id, org_id, platform, tenant, 'old' || i, id, 'done', 'turn',
         strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), strftime('%Y-%m-%dT%H:%M:%fZ', 'now') FROM one`,
    `INSERT INTO message_source (message_id, org_id, session_id, conversation_id, message_ref)
       SELECT id || '-' || printf('%02x', k), org_id, id, id, '1600000000.' || k FROM one, k WHERE k % 2 = 1`,
    `INSERT INTO org_counter (org_id, name, value) SELECT org_id, 'ticket', ${size.tickets} FROM org WHERE true
       ON CONFLICT (org_id, name) DO UPDATE SET value = excluded.value`,
    'COMMIT',
    'PRAGMA wal_checkpoint(TRUNCATE)',
  ]) {
    await new Promise<void>((resolve, reject) => {
      db.exec(statement, (error) => (error ? reject(new Error(`${error.message} in ${statement}`)) : resolve()));
    });
  }
  await new Promise<void>((resolve, reject) => {
    db.close((error) => (error ? reject(error) : resolve()));
  });
  return performance.now() - startedAt;
}
