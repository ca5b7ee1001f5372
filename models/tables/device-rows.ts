import type { OrgId } from '../ids.js';
import type { Sql } from '../sql.js';
import { places, saveRows } from './bulk.js';

/** A device as a table of devices has it; `label` is the tag people see, `asset` and `owner` the ids they know. */
export interface DeviceTableRow {
  readonly asset_tag: string;
  readonly label: string;
  readonly asset_id: string | null;
  readonly asset: string | null;
  readonly assigned_user_id: string | null;
  readonly owner: string | null;
  readonly hostname: string | null;
  readonly serial_number: string | null;
  readonly os: string | null;
  readonly last_seen_at: string | null;
  readonly notes: string | null;
  readonly created_at: string;
}

const SELECT = `SELECT d.asset_tag, COALESCE(l.label, d.asset_tag) AS label, d.asset_id,
    COALESCE(a.label, d.asset_id) AS asset, d.assigned_user_id, COALESCE(u.label, d.assigned_user_id) AS owner,
    d.hostname, d.serial_number, d.os, d.last_seen_at, d.notes, d.created_at
  FROM devices d
  LEFT JOIN device_label l ON l.org_id = d.org_id AND l.asset_tag = d.asset_tag
  LEFT JOIN asset_label a ON a.org_id = d.org_id AND a.asset_id = d.asset_id
  LEFT JOIN user_label u ON u.org_id = d.org_id AND u.user_id = d.assigned_user_id`;

/** The devices of an organisation that carry any of these labels, or have them as their tag. */
export async function findDevicesCalled(sql: Sql, orgId: OrgId, keys: readonly string[]): Promise<DeviceTableRow[]> {
  if (keys.length === 0) return [];
  const list = places(keys.length, 2);
  const find = (where: string) =>
    sql.all<DeviceTableRow>(`${SELECT} WHERE d.org_id = $1 AND ${where} IN (${list})`, [orgId, ...keys]);
  return [...(await find('d.asset_tag')), ...(await find('l.label'))];
}

/** The devices of an organisation in the order of their tags, after one of them. */
export function pageOfDevices(sql: Sql, orgId: OrgId, after: string, limit: number): Promise<DeviceTableRow[]> {
  return sql.all(`${SELECT} WHERE d.org_id = $1 AND d.asset_tag > $2 ORDER BY d.asset_tag LIMIT $3`, [
    orgId,
    after,
    limit,
  ]);
}

/** Which of these tags some organisation uses; never to be told to anybody. */
export async function findAssetTagsInAllOrgs(sql: Sql, tags: readonly string[]): Promise<string[]> {
  if (tags.length === 0) return [];
  const rows = await sql.all<{ asset_tag: string }>(
    `/* all orgs: a tag is unique among all of them */ SELECT asset_tag FROM devices WHERE asset_tag IN (${places(tags.length)})`,
    tags,
  );
  return rows.map(({ asset_tag }) => asset_tag);
}

/** Writes devices, those known by their tags as they are now. */
export async function saveDevices(
  tx: Sql,
  orgId: OrgId,
  rows: readonly Omit<DeviceTableRow, 'label' | 'asset' | 'owner'>[],
): Promise<void> {
  const own = ['hostname', 'serial_number', 'os', 'last_seen_at', 'notes'] as const;
  const columns = ['asset_tag', 'org_id', 'asset_id', 'assigned_user_id', ...own, 'created_at'];
  await saveRows(
    tx,
    { table: 'devices', columns, key: ['asset_tag'] },
    rows.map((row) => [
      row.asset_tag,
      orgId,
      row.asset_id,
      row.assigned_user_id,
      ...own.map((column) => row[column]),
      row.created_at,
    ]),
  );
}

/** Remembers which source tells when these devices were last seen. */
export async function saveDeviceSources(tx: Sql, orgId: OrgId, source: string, tags: readonly string[]): Promise<void> {
  await saveRows(
    tx,
    { table: 'device_state', columns: ['org_id', 'asset_tag', 'source'], key: ['asset_tag'] },
    tags.map((tag) => [orgId, tag, source]),
  );
}

/** Remembers the label people see on a device. */
export async function saveDeviceLabels(
  tx: Sql,
  orgId: OrgId,
  rows: readonly Pick<DeviceTableRow, 'asset_tag' | 'label'>[],
): Promise<void> {
  const columns = ['org_id', 'label', 'asset_tag'];
  await saveRows(
    tx,
    { table: 'device_label', columns, key: ['asset_tag'] },
    rows.map((row) => [orgId, row.label, row.asset_tag]),
  );
}
