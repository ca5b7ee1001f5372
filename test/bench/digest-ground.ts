import type { Database } from '../../models/database.js';
import { fill, upTo } from './jobs-ground.js';

/** A Monday, nine o'clock in UTC. */
export const digestNow = new Date('2026-03-09T09:00:00.000Z');
const DEPARTMENTS = 12;

/**
 * Eight weeks of an organisation that is called `org`, all of which a digest looks at: `tickets` tickets of a twentieth as
 * many people in twelve departments, one in twenty still open, a third about a device, as many talks, and a rating for
 * every fifth.
 */
export async function fillEightWeeks(database: Database, tickets: number): Promise<void> {
  const people = tickets / 20;
  const minutes = 8 * 7 * 1_440;
  /** That many minutes before now; the newest ticket has the number 1. */
  const ago = (before: string) =>
    database.dialect === 'sqlite'
      ? `strftime('%Y-%m-%dT%H:%M:%fZ', '${digestNow.toISOString()}', '-' || (${before}) || ' minutes')`
      : `to_char(timestamp '${digestNow.toISOString().slice(0, -1)}' - (${before}) * interval '1 minute', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  const age = `1 + i * ${minutes / 1_000} / ${tickets / 1_000}`;
  const made = ago(String(minutes + 1));
  const isOpen = 'i % 20 = 0';
  /** Resolved after so many minutes, or now if that is still to come. */
  const later = (after: string) => ago(`CASE WHEN ${age} > ${after} THEN ${age} - ${after} ELSE 0 END`);
  const one = `${upTo(tickets)}, one AS (SELECT i, '0195' || (100000000 + i) AS id, 'u' || (i % ${people}) AS person FROM n)`;
  await fill(database, [
    `INSERT INTO orgs (org_id, name, created_at) VALUES ('org', 'Acme', ${made})`,
    `INSERT INTO departments (dept_id, dept_name) ${upTo(DEPARTMENTS)} SELECT i, 'Department ' || i FROM n`,
    `INSERT INTO users (user_id, org_id, dept_id, first_name, last_name, role, created_at)
     ${upTo(people)} SELECT 'u' || (i - 1), 'org', i % ${DEPARTMENTS} + 1, 'Person', 'P' || i, 'employee', ${made} FROM n`,
    `INSERT INTO assets (asset_id, org_id, asset_type, model, warranty_end, created_at)
     ${upTo(people)} SELECT 'y' || i, 'org', 'laptop', 'Model ' || (i % 40), CASE WHEN i % 50 = 0 THEN '2026-04-15' ELSE '2028-01-01' END, ${made} FROM n`,
    `INSERT INTO devices (asset_tag, org_id, asset_id, assigned_user_id, hostname, last_seen_at, created_at)
     ${upTo(people)} SELECT 'd' || (i - 1), 'org', 'y' || i, 'u' || (i - 1), 'nb-' || i,
       ${ago('CASE WHEN i % 20 = 0 THEN 50000 ELSE 60 END')}, ${made} FROM n`,
    `INSERT INTO sessions (session_id, org_id, user_id, turns, category, status, steps_attempted_json, created_at, updated_at)
     ${one} SELECT id, 'org', person, 3, 'network',
       CASE i % 4 WHEN 0 THEN 'handed_over' WHEN 1 THEN 'resolved' WHEN 2 THEN 'abandoned' ELSE 'handed_over' END,
       CASE WHEN i % 3 = 0 THEN '[]' ELSE '[{}]' END, ${ago(age)}, ${ago(age)} FROM one`,
    `INSERT INTO tickets (ticket_id, org_id, user_id, session_id, summary, category, impact, urgency, status, citations_json, created_at, closed_at)
     ${one} SELECT id, 'org', person, CASE WHEN i % 4 IN (0, 3) THEN id END, 'The VPN keeps dropping',
       CASE i % 6 WHEN 0 THEN 'network' WHEN 1 THEN 'email' WHEN 2 THEN 'access' WHEN 3 THEN 'hardware' ELSE 'software' END,
       'low', 'medium', CASE WHEN ${isOpen} THEN 'in_progress' WHEN i % 20 = 1 THEN 'cancelled' ELSE 'closed' END,
       CASE WHEN i % 8 = 0 THEN '[{"article":"vpn-connection","version":1,"title":"VPN","section":"Steps","score":1}]' ELSE '[]' END,
       ${ago(age)}, CASE WHEN NOT (${isOpen}) THEN ${later('1500')} END FROM one`,
    `INSERT INTO ticket_work (ticket_id, org_id, number, priority, is_private, asset_tag, first_response_due_at, first_responded_at,
       resolution_due_at, resolved_at, resolution_started_at, last_word_at)
     ${one} SELECT id, 'org', ${tickets} - i + 1, 'P3', 0, CASE WHEN i % 3 = 0 THEN 'd' || (i % ${people}) END,
       ${later('240')}, CASE WHEN NOT (${isOpen}) OR i % 40 = 0 THEN ${later('90')} END,
       ${later('1400')}, CASE WHEN NOT (${isOpen}) AND i % 20 <> 1 THEN ${later('1000 + i % 900')} END, ${ago(age)}, ${ago(age)} FROM one`,
    `INSERT INTO feedback (ticket_id, org_id, user_id, stars, created_at)
     ${one} SELECT id, 'org', person, 1 + i % 5, ${later('1600')} FROM one WHERE i % 5 = 2`,
  ]);
}
