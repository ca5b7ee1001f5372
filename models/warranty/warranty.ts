import type { TicketStatus } from '../../src/rules/ticket-life.js';
import type { OrgId } from '../ids.js';
import { first, type Sql } from '../sql.js';

/** An asset whose warranty ends soon or has ended, with how long it is put off. */
export interface WarrantyRow {
  readonly asset_id: string;
  /** `YYYY-MM-DD`, as it was imported or renewed. */
  readonly warranty_end: string;
  readonly snoozed_until: string | null;
}

/** Where a page of warranties ends. */
export type WarrantyKey = Pick<WarrantyRow, 'warranty_end' | 'asset_id'>;

/** The next warranties that end up to `to`, the earliest first, beginning behind `after`; retired assets are left out. */
export function pageWarranties(
  sql: Sql,
  orgId: OrgId,
  { to, today, after, limit }: { to: string; today: string; after: WarrantyKey; limit: number },
): Promise<WarrantyRow[]> {
  return sql.all(
    `SELECT a.asset_id, a.warranty_end, s.snoozed_until FROM assets a
     LEFT JOIN asset_state s ON s.org_id = a.org_id AND s.asset_id = a.asset_id
     WHERE a.org_id = $1 AND a.warranty_end >= $2 AND a.warranty_end <= $3
       AND (a.warranty_end > $2 OR a.asset_id > $4)
       AND (a.date_retired IS NULL OR a.date_retired > $5)
     ORDER BY a.warranty_end, a.asset_id LIMIT $6`,
    [orgId, after.warranty_end, to, after.asset_id, today, limit],
  );
}

/** How many assets `pageWarranties` goes through from the first day to the last. */
export async function countWarranties(
  sql: Sql,
  orgId: OrgId,
  { from, to, today }: { from: string; to: string; today: string },
): Promise<number> {
  const row = await first<{ assets: number }>(
    sql,
    `SELECT CAST(COUNT(*) AS INTEGER) AS assets FROM assets a
     WHERE a.org_id = $1 AND a.warranty_end >= $2 AND a.warranty_end <= $3
       AND (a.date_retired IS NULL OR a.date_retired > $4)`,
    [orgId, from, to, today],
  );
  return row?.assets ?? 0;
}

/** Puts an asset's warranty off until a day, or, with null, not any longer. */
export async function snoozeAsset(tx: Sql, orgId: OrgId, assetId: string, until: string | null): Promise<void> {
  await tx.run(
    `INSERT INTO asset_state (asset_id, org_id, snoozed_until) VALUES ($1, $2, $3)
     ON CONFLICT (asset_id) DO UPDATE SET snoozed_until = excluded.snoozed_until`,
    [assetId, orgId, until],
  );
}

/** Remembers which ticket replaces an asset. */
export async function noteReplacement(tx: Sql, orgId: OrgId, assetId: string, ticketId: string): Promise<void> {
  await tx.run(
    `INSERT INTO asset_state (asset_id, org_id, replaced_by) VALUES ($1, $2, $3)
     ON CONFLICT (asset_id) DO UPDATE SET replaced_by = excluded.replaced_by`,
    [assetId, orgId, ticketId],
  );
}

/** The status of the newest ticket that replaces an asset; undefined where there never was one. */
export async function findReplacementStatus(
  sql: Sql,
  orgId: OrgId,
  assetId: string,
): Promise<TicketStatus | undefined> {
  const row = await first<{ status: TicketStatus }>(
    sql,
    `SELECT t.status FROM asset_state s JOIN tickets t ON t.org_id = s.org_id AND t.ticket_id = s.replaced_by
     WHERE s.org_id = $1 AND s.asset_id = $2`,
    [orgId, assetId],
  );
  return row?.status;
}

/** Assets whose warranties were put off until today or before. */
export function findWoken(sql: Sql, orgId: OrgId, today: string, limit: number): Promise<WarrantyRow[]> {
  return sql.all(
    `SELECT a.asset_id, a.warranty_end, s.snoozed_until FROM asset_state s
     JOIN assets a ON a.org_id = s.org_id AND a.asset_id = s.asset_id
     WHERE s.org_id = $1 AND s.snoozed_until <= $2 AND a.warranty_end IS NOT NULL
       AND (a.date_retired IS NULL OR a.date_retired > $2)
     ORDER BY s.snoozed_until, a.asset_id LIMIT $3`,
    [orgId, today, limit],
  );
}

/** A device of an asset, as far as a replacement needs it. */
export interface AssetDevice {
  readonly asset_tag: string;
  readonly label: string;
  readonly hostname: string | null;
  readonly serial_number: string | null;
  readonly assigned_user_id: string | null;
}

/** The devices an asset stands for, in the order of their tags. */
export function findDevicesOfAsset(sql: Sql, orgId: OrgId, assetId: string, limit: number): Promise<AssetDevice[]> {
  return sql.all(
    `SELECT d.asset_tag, COALESCE(l.label, d.asset_tag) AS label, d.hostname, d.serial_number, d.assigned_user_id
     FROM devices d LEFT JOIN device_label l ON l.org_id = d.org_id AND l.asset_tag = d.asset_tag
     WHERE d.org_id = $1 AND d.asset_id = $2 ORDER BY d.asset_tag LIMIT $3`,
    [orgId, assetId, limit],
  );
}
