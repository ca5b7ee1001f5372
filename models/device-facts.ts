import type { OrgId } from './ids.js';
import type { Sql } from './sql.js';

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

/** The devices assigned to a person, in the order of their tags; retired assets are left out. */
export function findDevicesOf(sql: Sql, orgId: OrgId, userId: string, limit = 20): Promise<DeviceRow[]> {
  return sql.all(
    `SELECT d.asset_tag, COALESCE(l.label, d.asset_tag) AS label, d.hostname, d.serial_number, d.os, d.last_seen_at,
       a.vendor, a.model, a.warranty_end
     FROM devices d
     LEFT JOIN assets a ON a.org_id = d.org_id AND a.asset_id = d.asset_id
     LEFT JOIN device_label l ON l.org_id = d.org_id AND l.asset_tag = d.asset_tag
     WHERE d.org_id = $1 AND d.assigned_user_id = $2 AND a.date_retired IS NULL
     ORDER BY d.asset_tag LIMIT $3`,
    [orgId, userId, limit],
  );
}
