import { newId, type OrgId } from '../ids.js';
import { first, type Sql, type SqlValue } from '../sql.js';

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

/** Warranties whose end nobody can tell, and old ones: all that no reminder speaks of. */
export interface UnknownWarranties {
  readonly missing: number;
  /** No date, such as `soon`, with a few of the assets. */
  readonly unreadable: number;
  readonly examples: readonly string[];
  /** They ended before `from`. */
  readonly over: number;
  readonly devicesWithoutAsset: number;
}

export async function countUnknownWarranties(
  sql: Sql,
  orgId: OrgId,
  { from, today }: { from: string; today: string },
): Promise<UnknownWarranties> {
  const retired = '(date_retired IS NULL OR date_retired > $2)';
  const isDate = "warranty_end LIKE '____-__-__'";
  const row = await first<{ missing: number; unreadable: number; over: number }>(
    sql,
    `SELECT COALESCE(SUM(CASE WHEN warranty_end IS NULL THEN 1 ELSE 0 END), 0) AS missing,
       COALESCE(SUM(CASE WHEN warranty_end IS NOT NULL AND NOT ${isDate} THEN 1 ELSE 0 END), 0) AS unreadable,
       COALESCE(SUM(CASE WHEN ${isDate} AND warranty_end < $3 THEN 1 ELSE 0 END), 0) AS over
     FROM assets WHERE org_id = $1 AND ${retired}`,
    [orgId, today, from],
  );
  const examples = await sql.all<{ asset_id: string }>(
    `SELECT asset_id FROM assets WHERE org_id = $1 AND ${retired} AND warranty_end IS NOT NULL AND NOT ${isDate}
     ORDER BY asset_id LIMIT 5`,
    [orgId, today],
  );
  const loose = await first<{ devices: number }>(
    sql,
    'SELECT COUNT(*) AS devices FROM devices WHERE org_id = $1 AND asset_id IS NULL',
    [orgId],
  );
  return {
    missing: row?.missing ?? 0,
    unreadable: row?.unreadable ?? 0,
    over: row?.over ?? 0,
    examples: examples.map(({ asset_id }) => asset_id),
    devicesWithoutAsset: loose?.devices ?? 0,
  };
}

/** Puts an asset's warranty off until a day, or, with null, not any longer. */
export async function snoozeAsset(tx: Sql, orgId: OrgId, assetId: string, until: string | null): Promise<void> {
  await tx.run(
    `INSERT INTO asset_state (asset_id, org_id, snoozed_until) VALUES ($1, $2, $3)
     ON CONFLICT (asset_id) DO UPDATE SET snoozed_until = excluded.snoozed_until`,
    [assetId, orgId, until],
  );
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

/** A message about the warranties at one distance from their end; people turn its pages. */
export interface WarrantyNotice {
  readonly notice_id: string;
  readonly days: number;
  readonly version: number;
  readonly page: number;
}

export type WarrantyAnswer = 'acknowledged' | 'snoozed' | 'renewed' | 'replaced';

/** One asset of it, as it is now, with what was answered. */
export interface WarrantyItem {
  readonly position: number;
  readonly asset_id: string;
  readonly asset_type: string;
  readonly vendor: string | null;
  readonly model: string | null;
  /** When it ends, as the message was written. */
  readonly warranty_end: string;
  readonly answer: WarrantyAnswer | null;
  readonly until: string | null;
}

/** Writes a message about these assets; its version is 1. */
export async function addWarrantyNotice(
  tx: Sql,
  orgId: OrgId,
  { days, assets, now }: { days: number; assets: readonly WarrantyKey[]; now: Date },
): Promise<string> {
  const noticeId = newId();
  await tx.run('INSERT INTO warranty_notice (notice_id, org_id, days, created_at) VALUES ($1, $2, $3, $4)', [
    noticeId,
    orgId,
    days,
    now.toISOString(),
  ]);
  for (let from = 0; from < assets.length; from += ROWS_AT_ONCE) {
    const values: SqlValue[] = [orgId, noticeId];
    const rows = assets.slice(from, from + ROWS_AT_ONCE).map(({ asset_id, warranty_end }, index) => {
      const at = values.push(from + index, asset_id, warranty_end) - 2;
      return `($1, $2, $${at}, $${at + 1}, $${at + 2})`;
    });
    await tx.run(
      `INSERT INTO warranty_item (org_id, notice_id, position, asset_id, warranty_end) VALUES ${rows.join(', ')}`,
      values,
    );
  }
  return noticeId;
}

const ROWS_AT_ONCE = 100;

export function findWarrantyNotice(sql: Sql, orgId: OrgId, noticeId: string): Promise<WarrantyNotice | undefined> {
  return first(sql, 'SELECT notice_id, days, version, page FROM warranty_notice WHERE org_id = $1 AND notice_id = $2', [
    orgId,
    noticeId,
  ]);
}

export async function countWarrantyItems(sql: Sql, orgId: OrgId, noticeId: string) {
  const row = await first<{ items: number; open: number }>(
    sql,
    `SELECT COUNT(*) AS items, COUNT(*) - COUNT(answer) AS open FROM warranty_item
     WHERE org_id = $1 AND notice_id = $2`,
    [orgId, noticeId],
  );
  return { items: row?.items ?? 0, open: row?.open ?? 0 };
}

/** The items from a position on. */
export function findWarrantyItems(
  sql: Sql,
  orgId: OrgId,
  noticeId: string,
  { from, limit }: { from: number; limit: number },
): Promise<WarrantyItem[]> {
  return sql.all(
    `SELECT i.position, i.asset_id, a.asset_type, a.vendor, a.model, i.warranty_end, i.answer, i.until
     FROM warranty_item i JOIN assets a ON a.org_id = i.org_id AND a.asset_id = i.asset_id
     WHERE i.org_id = $1 AND i.notice_id = $2 AND i.position >= $3 ORDER BY i.position LIMIT $4`,
    [orgId, noticeId, from, limit],
  );
}

/** Of two answers about an asset the first one counts: one guarded UPDATE decides. */
export async function answerWarrantyItem(
  tx: Sql,
  orgId: OrgId,
  { noticeId, position }: { noticeId: string; position: number },
  { answer, until, now }: { answer: WarrantyAnswer; until: string | null; now: Date },
): Promise<boolean> {
  const changed = await tx.run(
    `UPDATE warranty_item SET answer = $1, until = $2, answered_at = $3
     WHERE org_id = $4 AND notice_id = $5 AND position = $6 AND answer IS NULL`,
    [answer, until, now.toISOString(), orgId, noticeId, position],
  );
  return changed === 1;
}

/** Other messages that still ask about the asset get its answer; answers which. */
export async function answerWarrantyEverywhere(
  tx: Sql,
  orgId: OrgId,
  assetId: string,
  { answer, until, now }: { answer: WarrantyAnswer; until: string | null; now: Date },
): Promise<string[]> {
  const rows = await tx.all<{ notice_id: string }>(
    `UPDATE warranty_item SET answer = $1, until = $2, answered_at = $3
     WHERE org_id = $4 AND asset_id = $5 AND answer IS NULL RETURNING notice_id`,
    [answer, until, now.toISOString(), orgId, assetId],
  );
  return [...new Set(rows.map(({ notice_id }) => notice_id))];
}

/** The message is to be drawn anew, at another page where one is given; answers its version from now on. */
export async function bumpWarrantyNotice(tx: Sql, orgId: OrgId, noticeId: string, page?: number): Promise<number> {
  const row = await first<{ version: number }>(
    tx,
    `UPDATE warranty_notice SET version = version + 1, page = COALESCE($1, page)
     WHERE org_id = $2 AND notice_id = $3 RETURNING version`,
    [page ?? null, orgId, noticeId],
  );
  return row?.version ?? 1;
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
