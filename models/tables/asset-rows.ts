import type { OrgId } from '../ids.js';
import type { Sql } from '../sql.js';
import { places, saveRows } from './bulk.js';

/** An asset as a table of assets has it; `label` is the id people know it by. */
export interface AssetRow {
  readonly asset_id: string;
  readonly label: string;
  readonly asset_type: string;
  readonly vendor: string | null;
  readonly model: string | null;
  readonly date_acquired: string | null;
  readonly date_retired: string | null;
  readonly warranty_end: string | null;
  readonly properties_json: string;
  readonly created_at: string;
}

const SELECT = `SELECT a.asset_id, COALESCE(l.label, a.asset_id) AS label, a.asset_type, a.vendor, a.model,
    a.date_acquired, a.date_retired, a.warranty_end, a.properties_json, a.created_at
  FROM assets a LEFT JOIN asset_label l ON l.org_id = a.org_id AND l.asset_id = a.asset_id`;

/** The assets of an organisation that any of these name: the id they were imported by, or have. */
export async function findAssetsCalled(sql: Sql, orgId: OrgId, keys: readonly string[]): Promise<AssetRow[]> {
  if (keys.length === 0) return [];
  const list = places(keys.length, 2);
  const find = (where: string) =>
    sql.all<AssetRow>(`${SELECT} WHERE a.org_id = $1 AND ${where} IN (${list})`, [orgId, ...keys]);
  return [...(await find('a.asset_id')), ...(await find('l.label'))];
}

/** The assets of an organisation in the order of their ids, after one of them. */
export function pageOfAssets(sql: Sql, orgId: OrgId, after: string, limit: number): Promise<AssetRow[]> {
  return sql.all(`${SELECT} WHERE a.org_id = $1 AND a.asset_id > $2 ORDER BY a.asset_id LIMIT $3`, [
    orgId,
    after,
    limit,
  ]);
}

/** Which of these ids some organisation uses; never to be told to anybody. */
export async function findAssetIdsInAllOrgs(sql: Sql, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await sql.all<{ asset_id: string }>(
    `/* all orgs: an id is unique among all of them */ SELECT asset_id FROM assets WHERE asset_id IN (${places(ids.length)})`,
    ids,
  );
  return rows.map(({ asset_id }) => asset_id);
}

/** Writes assets, those known by their ids as they are now. */
export async function saveAssets(tx: Sql, orgId: OrgId, rows: readonly Omit<AssetRow, 'label'>[]): Promise<void> {
  const own = ['vendor', 'model', 'date_acquired', 'date_retired', 'warranty_end'] as const;
  const columns = ['asset_id', 'org_id', 'asset_type', ...own, 'properties_json', 'created_at'];
  await saveRows(
    tx,
    { table: 'assets', columns, key: ['asset_id'] },
    rows.map((row) => [
      row.asset_id,
      orgId,
      row.asset_type,
      ...own.map((column) => row[column]),
      row.properties_json,
      row.created_at,
    ]),
  );
}

/** Remembers by which id an asset is known where it is not the row's own. */
export async function saveAssetLabels(
  tx: Sql,
  orgId: OrgId,
  rows: readonly Pick<AssetRow, 'asset_id' | 'label'>[],
): Promise<void> {
  const columns = ['org_id', 'label', 'asset_id'];
  await saveRows(
    tx,
    { table: 'asset_label', columns, key: ['asset_id'] },
    rows.map((row) => [orgId, row.label, row.asset_id]),
  );
}
