import { newId, type OrgId } from '../ids.js';
import { first, type Sql, type SqlValue } from '../sql.js';
import type { WarrantyKey } from './warranty.js';

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
