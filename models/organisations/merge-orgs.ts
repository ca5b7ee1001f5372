import type { Role } from '../../src/rules/policy.js';
import type { Tx } from '../database.js';
import type { OrgId } from '../ids.js';
import { replaceUser } from '../people/user-references.js';
import { first, type Sql } from '../sql.js';

/** One organisation joins another. */
export interface Merge {
  readonly from: OrgId;
  readonly into: OrgId;
}

/** A live ticket that got another number. */
export interface Renumbered {
  readonly ticket_id: string;
  readonly before: number;
  readonly number: number;
}

/** Somebody with the same e-mail in both, who becomes one: the user that stays, with both roles. */
export interface OnePerson {
  readonly userId: string;
  readonly role: Role;
  readonly theirRole: Role;
}

/** Who will be one person. */
export function findInBoth(sql: Sql, { from, into }: Merge): Promise<OnePerson[]> {
  return sql.all(
    `SELECT o.user_id AS "userId", o.role, t.role AS "theirRole" FROM users t JOIN users o ON o.email = t.email
     WHERE t.org_id = $1 AND o.org_id = $2 ORDER BY o.user_id`,
    [from, into],
  );
}

/** Tables whose rows move as they are: nothing in them is unique in an organisation but their ids. */
export const movedAsTheyAre: readonly string[] = [
  'installation',
  'account',
  'conversation',
  'session_work',
  'card',
  'inbox',
  'outbox',
  'relay',
  'word_copy',
  'message_source',
  'file',
  'file_part',
  'users',
  'assets',
  'devices',
  'sessions',
  'tickets',
  'ticket_work',
  'ticket_participant',
  'ticket_event',
  'feedback',
  'approval',
  'reminder',
  'join_code',
  'console_link',
  'console_session',
  'digest_subscription',
  'device_label',
  'device_state',
  'device_ask',
  'device_ask_item',
  'device_import',
  'asset_state',
  'warranty_notice',
  'warranty_item',
];

/** Tables whose rows move unless the organisation has the like: then its own goes on and the newcomer's is dropped. */
export const movedUnlessThere: Readonly<Record<string, readonly string[]>> = {
  org_setting: ['key'],
  org_department: ['dept_id'],
  timer: ['kind', 'subject_id'],
  notice: ['subject_id', 'threshold'],
  user_label: ['label'],
  asset_label: ['label'],
  department_manager: ['dept_id'],
  article: ['slug'],
  org_sweep: ['kind'],
  digest_sent: ['recipient', 'local_date'],
};

/** Tables that stay behind: what they hold means nothing in another organisation. */
export const leftBehind: readonly string[] = ['org_counter', 'playground_message'];

/**
 * Moves every row of one organisation into another, in one transaction, and ends the one that is left empty. People with
 * the same e-mail become one, tickets get numbers after those that are there, labels that are taken get the old
 * organisation's name behind them; settings of the organisation that goes on stay. Answers the live tickets that got
 * another number.
 */
export async function mergeOrgs(tx: Tx, merge: Merge): Promise<readonly Renumbered[]> {
  const { from, into } = merge;
  await tx.deferReferences();
  const offset = await countOn(tx, merge);
  await renameLabels(tx, merge);
  for (const table of movedAsTheyAre) {
    if (table === 'users') continue;
    await tx.run(`UPDATE ${table} SET org_id = $1 WHERE org_id = $2`, [into, from]);
  }
  for (const [table, key] of Object.entries(movedUnlessThere)) await moveUnlessThere(tx, merge, table, key);
  for (const table of leftBehind) await tx.run(`DELETE FROM ${table} WHERE org_id = $1`, [from]);
  await moveUsers(tx, merge);
  await tx.run('DELETE FROM orgs WHERE org_id = $1', [from]);
  return tx.all<Renumbered>(
    `SELECT w.ticket_id, w.number - $1 AS before, w.number FROM ticket_work w
     JOIN tickets t ON t.org_id = w.org_id AND t.ticket_id = w.ticket_id
     WHERE w.org_id = $2 AND w.number > $1 AND t.status NOT IN ('closed', 'cancelled') ORDER BY w.number`,
    [offset, into],
  );
}

/** Numbers the newcomer's tickets after both, so that no number ever meant two tickets at a time. Answers what was added. */
async function countOn(tx: Tx, { from, into }: Merge): Promise<number> {
  const counter = async (orgId: OrgId) =>
    (await first<{ value: number }>(tx, "SELECT value FROM org_counter WHERE org_id = $1 AND name = 'ticket'", [orgId]))
      ?.value ?? 0;
  const [mine, theirs] = [await counter(into), await counter(from)];
  const offset = Math.max(mine, theirs);
  if (theirs === 0) return offset;
  await tx.run('UPDATE ticket_work SET number = number + $1 WHERE org_id = $2', [offset, from]);
  await tx.run(
    `INSERT INTO org_counter (org_id, name, value) VALUES ($1, 'ticket', $2)
     ON CONFLICT (org_id, name) DO UPDATE SET value = excluded.value`,
    [into, offset + theirs],
  );
  return offset;
}

async function renameLabels(tx: Tx, { from, into }: Merge): Promise<void> {
  const org = await first<{ name: string }>(tx, 'SELECT name FROM orgs WHERE org_id = $1', [from]);
  await tx.run(
    `UPDATE device_label SET label = label || '@' || $1 WHERE org_id = $2 AND label IN
       (SELECT label FROM device_label WHERE org_id = $3)`,
    [org?.name || from, from, into],
  );
  // By an id that somebody has there, an import means that one.
  await tx.run('DELETE FROM user_label WHERE org_id = $1 AND label IN (SELECT user_id FROM users WHERE org_id = $2)', [
    from,
    into,
  ]);
  await tx.run(
    'DELETE FROM asset_label WHERE org_id = $1 AND label IN (SELECT asset_id FROM assets WHERE org_id = $2)',
    [from, into],
  );
}

async function moveUnlessThere(tx: Tx, { from, into }: Merge, table: string, key: readonly string[]): Promise<void> {
  const same = key.map((column) => `there.${column} = ${table}.${column}`).join(' AND ');
  await tx.run(
    `DELETE FROM ${table} WHERE org_id = $1 AND EXISTS
       (SELECT 1 FROM ${table} there WHERE there.org_id = $2 AND ${same})`,
    [from, into],
  );
  // What was about the organisation as a whole has no subject any more.
  if (key.includes('subject_id')) await tx.run(`DELETE FROM ${table} WHERE org_id = $1 AND subject_id = $1`, [from]);
  await tx.run(`UPDATE ${table} SET org_id = $1 WHERE org_id = $2`, [into, from]);
}

/** People the organisation has not move; the others' rows come along under other names first, and then become one. */
async function moveUsers(tx: Tx, { from, into }: Merge): Promise<void> {
  const both = await tx.all<{ theirs: string; ours: string }>(
    `SELECT t.user_id AS theirs, o.user_id AS ours FROM users t JOIN users o ON o.email = t.email
     WHERE t.org_id = $1 AND o.org_id = $2`,
    [from, into],
  );
  for (const { theirs } of both)
    await tx.run('UPDATE users SET email = NULL WHERE org_id = $1 AND user_id = $2', [from, theirs]);
  await tx.run('UPDATE users SET org_id = $1 WHERE org_id = $2', [into, from]);
  for (const { theirs, ours } of both) await replaceUser(tx, into, { from: theirs, to: ours });
}
