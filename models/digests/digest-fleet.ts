import type { OrgId } from '../ids.js';
import { first, type Sql, type SqlValue } from '../sql.js';
import { type DigestScope, inScope, type Page, scopeValue } from './digest-scope.js';

/** What is counted of devices and assets, as of a local date. */
export interface FleetAt {
  readonly scope: DigestScope;
  /** Devices last seen before `staleBefore`, UTC ISO 8601, are stale: so many days ago. */
  readonly staleBefore: string;
  readonly staleDays: number;
  /** `YYYY-MM-DD` */
  readonly today: string;
  /** Warranties that end from today on, within so many days, which is up to a date; narrowest first. */
  readonly windows: readonly { readonly days: number; readonly until: string }[];
}

/** How many devices are stale, and how many warranties end within each window; each counts in the wider ones too. */
export interface FleetFigures {
  readonly stale: number;
  /** After how many days unseen a device counts as stale. */
  readonly staleDays: number;
  readonly warranties: readonly { readonly days: number; readonly count: number }[];
}

/** How many warranties end within the widest window. */
export function warrantiesIn({ warranties }: Pick<FleetFigures, 'warranties'>): number {
  return warranties.at(-1)?.count ?? 0;
}

/** Lists of devices and assets, each behind a number of its name. */
export const fleetLists = ['stale', 'warranty'] as const;
export type FleetList = (typeof fleetLists)[number];

export async function countFleet(sql: Sql, orgId: OrgId, at: FleetAt): Promise<FleetFigures> {
  const stale = await first<{ n: number }>(sql, `SELECT COUNT(*) AS n ${STALE} ${inScope(at.scope, 4)}`, [
    orgId,
    at.staleBefore,
    at.today,
    ...scopeValue(at.scope),
  ]);
  return { stale: stale?.n ?? 0, staleDays: at.staleDays, warranties: await countWarranties(sql, orgId, at) };
}

async function countWarranties(sql: Sql, orgId: OrgId, at: FleetAt): Promise<FleetFigures['warranties']> {
  const widest = at.windows.at(-1);
  if (!widest) return [];
  const values: SqlValue[] = [orgId, at.today, widest.until, ...scopeValue(at.scope)];
  const sums = at.windows.map(
    ({ until }, index) =>
      `COALESCE(SUM(CASE WHEN y.warranty_end <= $${values.push(until)} THEN 1 ELSE 0 END), 0) AS w${index}`,
  );
  const row = await first<Record<string, number | string>>(
    sql,
    `SELECT ${sums.join(', ')} ${WARRANTY} ${heldBy(at.scope, 4)}`,
    values,
  );
  return at.windows.map(({ days }, index) => ({ days, count: Number(row?.[`w${index}`] ?? 0) }));
}

/** A device or an asset on a list; `at` is when it was last seen, or when its warranty ends. */
export interface ListedThing {
  readonly label: string;
  readonly model: string | null;
  readonly at: string;
}

/** A page of stale devices, the longest unseen first. */
export function listStale(sql: Sql, orgId: OrgId, at: FleetAt, page: Page): Promise<ListedThing[]> {
  const values: SqlValue[] = [orgId, at.staleBefore, at.today, ...scopeValue(at.scope)];
  return sql.all(
    `SELECT COALESCE(d.hostname, l.label, d.asset_tag) AS label, y.model, d.last_seen_at AS at ${STALE}
     ${inScope(at.scope, 4)} ORDER BY d.last_seen_at, d.asset_tag ${pageOf(values, page)}`,
    values,
  );
}

/** A page of the assets whose warranty ends within the widest window, the nearest first. */
export async function listWarranty(sql: Sql, orgId: OrgId, at: FleetAt, page: Page): Promise<ListedThing[]> {
  const widest = at.windows.at(-1);
  if (!widest) return [];
  const values: SqlValue[] = [orgId, at.today, widest.until, ...scopeValue(at.scope)];
  return sql.all(
    `SELECT y.asset_id AS label, y.model, y.warranty_end AS at ${WARRANTY} ${heldBy(at.scope, 4)}
     ORDER BY y.warranty_end, y.asset_id ${pageOf(values, page)}`,
    values,
  );
}

const STALE = `FROM devices d
  LEFT JOIN assets y ON y.org_id = d.org_id AND y.asset_id = d.asset_id
  LEFT JOIN device_label l ON l.org_id = d.org_id AND l.asset_tag = d.asset_tag
  LEFT JOIN device_state e ON e.org_id = d.org_id AND e.asset_tag = d.asset_tag
  LEFT JOIN users r ON r.org_id = d.org_id AND r.user_id = d.assigned_user_id
  WHERE d.org_id = $1 AND d.last_seen_at < $2 AND (y.date_retired IS NULL OR y.date_retired > $3)
    AND COALESCE(e.state, 'held') = 'held'`;

const WARRANTY = `FROM assets y
  WHERE y.org_id = $1 AND y.warranty_end >= $2 AND y.warranty_end <= $3
    AND (y.date_retired IS NULL OR y.date_retired > $2)`;

/** An asset belongs to a department when somebody in it has one of its devices. */
function heldBy({ deptId }: DigestScope, place: number): string {
  return deptId === undefined
    ? ''
    : `AND EXISTS (SELECT 1 FROM devices d JOIN users r ON r.org_id = d.org_id AND r.user_id = d.assigned_user_id
         WHERE d.org_id = y.org_id AND d.asset_id = y.asset_id AND r.dept_id = $${place})`;
}

function pageOf(values: SqlValue[], { limit, offset }: Page): string {
  return `LIMIT $${values.push(limit)} OFFSET $${values.push(offset)}`;
}
