import type { OrgId } from '../ids.js';
import { first, type Sql, type SqlValue } from '../sql.js';
import { type DigestScope, inScope, type Page, scopeValue } from './digest-scope.js';

/** What is counted of devices and assets, as of a local date. */
export interface FleetAt {
  readonly scope: DigestScope;
  /** Devices last seen before `staleBefore`, UTC ISO 8601, are stale: so many days ago. */
  readonly staleBefore: string;
  readonly staleDays: number;
  /** `YYYY-MM-DD`: warranties that end from `today` on, up to each of the others. */
  readonly today: string;
  readonly in7: string;
  readonly in30: string;
  readonly in90: string;
}

/** How many devices are stale, and how many warranties end within 7, 30 and 90 days; each counts in the longer ones too. */
export interface FleetFigures {
  readonly stale: number;
  /** After how many days unseen a device counts as stale. */
  readonly staleDays: number;
  readonly warranty7: number;
  readonly warranty30: number;
  readonly warranty90: number;
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
  const warranty = await first<Omit<FleetFigures, 'stale' | 'staleDays'>>(
    sql,
    `SELECT COALESCE(SUM(CASE WHEN y.warranty_end <= $4 THEN 1 ELSE 0 END), 0) AS warranty7,
       COALESCE(SUM(CASE WHEN y.warranty_end <= $5 THEN 1 ELSE 0 END), 0) AS warranty30,
       COUNT(*) AS warranty90 ${WARRANTY} ${heldBy(at.scope, 6)}`,
    [orgId, at.today, at.in90, at.in7, at.in30, ...scopeValue(at.scope)],
  );
  return {
    stale: stale?.n ?? 0,
    staleDays: at.staleDays,
    ...(warranty ?? { warranty7: 0, warranty30: 0, warranty90: 0 }),
  };
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

/** A page of the assets whose warranty ends within 90 days, the nearest first. */
export function listWarranty(sql: Sql, orgId: OrgId, at: FleetAt, page: Page): Promise<ListedThing[]> {
  const values: SqlValue[] = [orgId, at.today, at.in90, ...scopeValue(at.scope)];
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
