import type { OrgId } from '../ids.js';
import { first, type Sql } from '../sql.js';

/** An organisation in numbers. */
export interface CompanyFacts {
  readonly people: number;
  readonly departments: number;
  readonly devices: number;
  /** Devices last seen before a moment; those never seen are unknown and not among them. */
  readonly stale: number;
  /** Warranties of assets in use that end within two days. */
  readonly warranties: number;
  readonly tickets: number;
  readonly open: number;
}

/** Counts people, departments, devices, warranties and tickets. */
export async function countCompany(
  sql: Sql,
  orgId: OrgId,
  { seenBefore, from, until }: { seenBefore: Date; from: string; until: string },
): Promise<CompanyFacts> {
  const row = await first<CompanyFacts>(
    sql,
    `SELECT (SELECT COUNT(*) FROM users WHERE org_id = $1) AS people,
       (SELECT COUNT(*) FROM org_department WHERE org_id = $1) AS departments,
       (SELECT COUNT(*) FROM devices WHERE org_id = $1) AS devices,
       (SELECT COUNT(*) FROM devices WHERE org_id = $1 AND last_seen_at < $2) AS stale,
       (SELECT COUNT(*) FROM assets WHERE org_id = $1 AND (date_retired IS NULL OR date_retired > $3)
          AND warranty_end BETWEEN $3 AND $4) AS warranties,
       (SELECT COUNT(*) FROM tickets WHERE org_id = $1) AS tickets,
       (SELECT COUNT(*) FROM tickets WHERE org_id = $1
          AND status IN ('new', 'in_progress', 'waiting_user', 'waiting_vendor')) AS open`,
    [orgId, seenBefore.toISOString(), from, until],
  );
  if (!row) throw new Error('A count gives a row.');
  return row;
}
