import type { OrgId } from '../ids.js';
import { first, type Sql, type SqlValue } from '../sql.js';

export const deviceStates = ['held', 'on_leave', 'returned', 'lost', 'retired'] as const;
export type DeviceState = (typeof deviceStates)[number];

/** Where the question to a device's owner stands; `held_back` waits for an admin. */
export type AskState = 'none' | 'wanted' | 'asked' | 'held_back';

/** A device with how it stands. What DEVICES alone knows of has the defaults. */
export interface DeviceStanding {
  readonly asset_tag: string;
  readonly assigned_user_id: string | null;
  readonly last_seen_at: string | null;
  readonly created_at: string;
  readonly date_retired: string | null;
  readonly state: DeviceState;
  readonly until: string | null;
  readonly confirmed_at: string | null;
  readonly source: string;
  readonly version: number;
  readonly unseen_since: string;
  readonly stage: number;
  readonly ask: AskState;
  readonly report: number | null;
}

/** One that was seen at least once. */
export type SeenDevice = DeviceStanding & { readonly last_seen_at: string };

const STANDING = `d.asset_tag, d.assigned_user_id, d.last_seen_at, d.created_at, a.date_retired,
  COALESCE(s.state, 'held') AS state, s.until, s.confirmed_at, COALESCE(s.source, '') AS source,
  COALESCE(s.version, 1) AS version, COALESCE(s.unseen_since, '') AS unseen_since, COALESCE(s.stage, 0) AS stage,
  COALESCE(s.ask, 'none') AS ask, s.report`;
const JOINS = `LEFT JOIN device_state s ON s.org_id = d.org_id AND s.asset_tag = d.asset_tag
  LEFT JOIN assets a ON a.org_id = d.org_id AND a.asset_id = d.asset_id`;

export function findStanding(sql: Sql, orgId: OrgId, assetTag: string): Promise<DeviceStanding | undefined> {
  return first(sql, `SELECT ${STANDING} FROM devices d ${JOINS} WHERE d.org_id = $1 AND d.asset_tag = $2`, [
    orgId,
    assetTag,
  ]);
}

/** Where a page of devices ends. */
export interface SeenKey {
  readonly last_seen_at: string;
  readonly asset_tag: string;
}

/** The next devices last seen at or before `before`, those unseen longest first, beginning behind `after`. */
export function pageUnseen(
  sql: Sql,
  orgId: OrgId,
  { before, after, limit }: { before: string; after: SeenKey; limit: number },
): Promise<SeenDevice[]> {
  // The page is cut before the joins: a join in the planner's own order might read the whole table for it.
  return sql.all(
    `SELECT ${STANDING} FROM
       (SELECT org_id, asset_tag, asset_id, assigned_user_id, last_seen_at, created_at FROM devices
        WHERE org_id = $1 AND last_seen_at >= $2 AND last_seen_at <= $3 AND (last_seen_at > $2 OR asset_tag > $4)
        ORDER BY last_seen_at, asset_tag LIMIT $5) d
     ${JOINS} WHERE d.org_id = $1 ORDER BY d.last_seen_at, d.asset_tag`,
    [orgId, after.last_seen_at, before, after.asset_tag, limit],
  );
}

/** How many devices were last seen at or before this moment. */
export async function countUnseen(sql: Sql, orgId: OrgId, before: string): Promise<number> {
  const row = await first<{ devices: number }>(
    sql,
    `SELECT CAST(COUNT(*) AS INTEGER) AS devices FROM devices
     WHERE org_id = $1 AND last_seen_at >= '' AND last_seen_at <= $2`,
    [orgId, before],
  );
  return row?.devices ?? 0;
}

/** Whether any device of this source was seen since `since`; what claims to be seen after `until` has a wrong clock. */
export async function isSourceSeen(
  sql: Sql,
  orgId: OrgId,
  { source, since, until }: { source: string; since: string; until: string },
): Promise<boolean> {
  const row = await first(
    sql,
    `SELECT d.asset_tag FROM devices d LEFT JOIN device_state s ON s.org_id = d.org_id AND s.asset_tag = d.asset_tag
     WHERE d.org_id = $1 AND d.last_seen_at >= $2 AND d.last_seen_at <= $3 AND COALESCE(s.source, '') = $4 LIMIT 1`,
    [orgId, since, until, source],
  );
  return row !== undefined;
}

/** How many devices no source ever saw; of them nobody can say whether they are stale. */
export async function countNeverSeen(sql: Sql, orgId: OrgId): Promise<number> {
  const row = await first<{ devices: number }>(
    sql,
    'SELECT COUNT(*) AS devices FROM devices WHERE org_id = $1 AND last_seen_at IS NULL',
    [orgId],
  );
  return row?.devices ?? 0;
}

/** What a sweep found out about a device. */
export interface Marked {
  readonly asset_tag: string;
  readonly unseen_since: string;
  readonly stage: number;
  readonly ask: AskState;
  readonly report: number | null;
}

/** Writes what a sweep found out about up to a hundred devices; how they stand otherwise is left as it is. */
export async function markStages(tx: Sql, orgId: OrgId, marked: readonly Marked[]): Promise<void> {
  if (marked.length === 0) return;
  const values: SqlValue[] = [orgId];
  const rows = marked.map((one) => {
    const at = values.push(one.asset_tag, one.unseen_since, one.stage, one.ask, one.report) - 4;
    return `($${at}, $1, $${at + 1}, $${at + 2}, $${at + 3}, $${at + 4})`;
  });
  await tx.run(
    `INSERT INTO device_state (asset_tag, org_id, unseen_since, stage, ask, report) VALUES ${rows.join(', ')}
     ON CONFLICT (asset_tag) DO UPDATE SET unseen_since = excluded.unseen_since, stage = excluded.stage,
       ask = excluded.ask, report = COALESCE(excluded.report, device_state.report)`,
    values,
  );
}

/** What an answer, a tech or an import changes. */
export interface StateChange {
  readonly state?: DeviceState;
  readonly until?: string | null;
  readonly confirmed_at?: string;
  readonly source?: string;
  readonly ask?: AskState;
  readonly report?: number | null;
}

/** Changes how a device stands; its version grows, and the cards that show it are behind. */
export async function changeDeviceState(tx: Sql, orgId: OrgId, assetTag: string, change: StateChange): Promise<void> {
  await tx.run('INSERT INTO device_state (asset_tag, org_id) VALUES ($1, $2) ON CONFLICT (asset_tag) DO NOTHING', [
    assetTag,
    orgId,
  ]);
  const given = Object.entries(change).filter(([, value]) => value !== undefined) as [string, SqlValue][];
  const sets = given.map(([name], index) => `, ${name} = $${index + 3}`).join('');
  await tx.run(`UPDATE device_state SET version = version + 1${sets} WHERE org_id = $1 AND asset_tag = $2`, [
    orgId,
    assetTag,
    ...given.map(([, value]) => value),
  ]);
}

/** Where the question to the owner stands from now on; no card shows it. */
export async function setAsk(tx: Sql, orgId: OrgId, assetTag: string, ask: AskState): Promise<void> {
  await tx.run('UPDATE device_state SET ask = $1 WHERE org_id = $2 AND asset_tag = $3', [ask, orgId, assetTag]);
}

/** A person's devices about which they are to be asked, in the order of their tags. */
export function findWanted(sql: Sql, orgId: OrgId, userId: string): Promise<SeenDevice[]> {
  return sql.all(
    `SELECT ${STANDING} FROM devices d ${JOINS}
     WHERE d.org_id = $1 AND d.assigned_user_id = $2 AND s.ask = 'wanted' AND d.last_seen_at IS NOT NULL
     ORDER BY d.asset_tag LIMIT 500`,
    [orgId, userId],
  );
}

/** Devices whose owners wait to be asked until an admin says so, the ones unseen longest last. */
export function findHeldBack(sql: Sql, orgId: OrgId, limit: number): Promise<SeenDevice[]> {
  return sql.all(
    `SELECT ${STANDING} FROM devices d ${JOINS}
     WHERE d.org_id = $1 AND s.org_id = $1 AND s.ask = 'held_back' ORDER BY s.asset_tag LIMIT $2`,
    [orgId, limit],
  );
}

/** Nobody will be asked about the devices that are held back. */
export async function leaveHeldBack(tx: Sql, orgId: OrgId): Promise<void> {
  await tx.run("UPDATE device_state SET ask = 'none' WHERE org_id = $1 AND ask = 'held_back'", [orgId]);
}

/** Devices that techs are still to be told of. */
export function findToReport(sql: Sql, orgId: OrgId, limit: number): Promise<SeenDevice[]> {
  return sql.all(
    `SELECT ${STANDING} FROM device_state s
     JOIN devices d ON d.org_id = s.org_id AND d.asset_tag = s.asset_tag
     LEFT JOIN assets a ON a.org_id = d.org_id AND a.asset_id = d.asset_id
     WHERE s.org_id = $1 AND s.report IS NOT NULL AND d.last_seen_at IS NOT NULL ORDER BY s.asset_tag LIMIT $2`,
    [orgId, limit],
  );
}

/** Whether a ticket is still to be opened for a device that is marked as unseen. */
export async function setOpensTicket(tx: Sql, orgId: OrgId, assetTag: string, isWanted: boolean): Promise<void> {
  await tx.run('UPDATE device_state SET opens_ticket = $1 WHERE org_id = $2 AND asset_tag = $3', [
    isWanted ? 1 : 0,
    orgId,
    assetTag,
  ]);
}

/** Techs were told of these, or there is nothing to tell any more. */
export async function endReports(tx: Sql, orgId: OrgId, tags: readonly string[]): Promise<void> {
  for (const tag of tags)
    await tx.run('UPDATE device_state SET report = NULL WHERE org_id = $1 AND asset_tag = $2', [orgId, tag]);
}

/** Devices by their tags, from behind `after` on, with how they stand. */
export function pageStandings(sql: Sql, orgId: OrgId, after: string, limit: number): Promise<DeviceStanding[]> {
  return sql.all(
    `SELECT ${STANDING} FROM devices d ${JOINS} WHERE d.org_id = $1 AND d.asset_tag > $2 ORDER BY d.asset_tag LIMIT $3`,
    [orgId, after, limit],
  );
}
