import type { Sql } from '../sql.js';
import type { MissingTimer } from './timer-audit.js';

/** Devices for which a ticket is still to be opened, and nothing is due: the auditor gives them a timer of `kind`. */
export function findUnopenedDevicesInAllOrgs(
  sql: Sql,
  kind: string,
  { now, limit }: { readonly now: Date; readonly limit: number },
): Promise<MissingTimer[]> {
  return sql.all(
    `/* all orgs: the auditor looks after every organisation */
     SELECT s.org_id, s.asset_tag AS subject_id, CAST($1 AS TEXT) AS due_at FROM device_state s
     WHERE s.opens_ticket = 1
       AND NOT EXISTS (SELECT 1 FROM timer i WHERE i.org_id = s.org_id AND i.kind = $2 AND i.subject_id = s.asset_tag)
     LIMIT $3`,
    [now.toISOString(), kind, limit],
  );
}

/** Organisations whose techs are still to be told of devices, and nothing is due: the auditor gives them a timer. */
export function findUnreportedOrgsInAllOrgs(
  sql: Sql,
  kind: string,
  { now, limit }: { readonly now: Date; readonly limit: number },
): Promise<MissingTimer[]> {
  return sql.all(
    `/* all orgs: the auditor looks after every organisation */
     SELECT o.org_id, o.org_id AS subject_id, CAST($1 AS TEXT) AS due_at FROM orgs o
     WHERE NOT EXISTS (SELECT 1 FROM timer i WHERE i.org_id = o.org_id AND i.kind = $2 AND i.subject_id = o.org_id)
       AND EXISTS (SELECT 1 FROM device_state s JOIN devices d ON d.org_id = s.org_id AND d.asset_tag = s.asset_tag
         WHERE s.org_id = o.org_id AND s.report IS NOT NULL AND d.last_seen_at IS NOT NULL)
     LIMIT $3`,
    [now.toISOString(), kind, limit],
  );
}
