import type { OrgId } from '../ids.js';
import { first, type Sql } from '../sql.js';

/** A device as people see it: its label, and what its asset tells. */
export interface DeviceRow {
  readonly asset_tag: string;
  readonly label: string;
  readonly hostname: string | null;
  readonly serial_number: string | null;
  readonly os: string | null;
  readonly last_seen_at: string | null;
  readonly vendor: string | null;
  readonly model: string | null;
  readonly warranty_end: string | null;
}

/** A device with the name of whoever has it. */
export interface OwnedDevice extends DeviceRow {
  readonly assigned_user_id: string | null;
  readonly owner_first: string | null;
  readonly owner_last: string | null;
  readonly owner_email: string | null;
}

const COLUMNS = `d.asset_tag, COALESCE(l.label, d.asset_tag) AS label, d.hostname, d.serial_number, d.os, d.last_seen_at,
       a.vendor, a.model, a.warranty_end`;
const JOINS = `LEFT JOIN assets a ON a.org_id = d.org_id AND a.asset_id = d.asset_id
     LEFT JOIN device_label l ON l.org_id = d.org_id AND l.asset_tag = d.asset_tag`;
const OWNED = `SELECT ${COLUMNS}, d.assigned_user_id, u.first_name AS owner_first, u.last_name AS owner_last,
       u.email AS owner_email
     FROM devices d ${JOINS}
     LEFT JOIN users u ON u.org_id = d.org_id AND u.user_id = d.assigned_user_id`;

/** The devices assigned to a person, in the order of their tags; assets that were retired before `from` are left out. */
export function findDevicesOf(
  sql: Sql,
  orgId: OrgId,
  { userId, from, limit }: { readonly userId: string; readonly from: string; readonly limit: number },
): Promise<(DeviceRow & { readonly date_retired: string | null })[]> {
  return sql.all(
    `SELECT ${COLUMNS}, a.date_retired FROM devices d ${JOINS}
     WHERE d.org_id = $1 AND d.assigned_user_id = $2 AND (a.date_retired IS NULL OR a.date_retired >= $3)
     ORDER BY d.asset_tag LIMIT $4`,
    [orgId, userId, from, limit],
  );
}

export function findDevice(sql: Sql, orgId: OrgId, assetTag: string): Promise<OwnedDevice | undefined> {
  return first(sql, `${OWNED} WHERE d.org_id = $1 AND d.asset_tag = $2`, [orgId, assetTag]);
}

/** Devices by their tags, each looked up by its key. */
export async function findDevicesByTag(
  sql: Sql,
  orgId: OrgId,
  tags: readonly string[],
): Promise<ReadonlyMap<string, OwnedDevice>> {
  const found = new Map<string, OwnedDevice>();
  for (const tag of tags) {
    const device = await findDevice(sql, orgId, tag);
    if (device) found.set(tag, device);
  }
  return found;
}
/** The device with this label, tag or host name, as people write it: capital letters do not count in a host name. */
export async function findDeviceNamed(sql: Sql, orgId: OrgId, name: string): Promise<OwnedDevice | undefined> {
  const labelled = await first<{ asset_tag: string }>(
    sql,
    `SELECT asset_tag FROM device_label WHERE org_id = $1 AND label IN ($2, $3, $4)
     UNION ALL SELECT asset_tag FROM devices WHERE org_id = $1 AND asset_tag IN ($2, $3, $4)
     UNION ALL SELECT asset_tag FROM devices WHERE org_id = $1 AND hostname IN ($2, $3, $4) LIMIT 1`,
    [orgId, name, name.toUpperCase(), name.toLowerCase()],
  );
  return labelled && findDevice(sql, orgId, labelled.asset_tag);
}
