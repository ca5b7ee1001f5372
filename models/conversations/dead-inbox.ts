import type { Sql } from '../sql.js';

/** Words that could not be answered and were given up; `outcome` says why, in codes. */
export interface DeadInbox {
  readonly inbox_id: string;
  readonly org_id: string;
  readonly platform: string;
  readonly received_at: string;
  readonly attempts: number;
  readonly outcome: string | null;
}

/** What was given up, the longest ago first; older than what retention keeps there is none. */
export function findDeadInboxInAllOrgs(sql: Sql, limit: number): Promise<DeadInbox[]> {
  return sql.all(
    `/* all orgs: the command line looks after the whole service */
     SELECT inbox_id, org_id, platform, received_at, attempts, outcome FROM inbox
     WHERE state = 'dead' ORDER BY received_at LIMIT $1`,
    [limit],
  );
}

/** Lets what was given up be answered after all, once: false when it is not given up any more. */
export async function redriveInboxInAnyOrg(tx: Sql, inboxId: string, now: Date): Promise<boolean> {
  const changed = await tx.run(
    `/* all orgs: the command line looks after the whole service */
     UPDATE inbox SET state = 'waiting', attempts = 0, outcome = NULL, next_attempt_at = $1
     WHERE inbox_id = $2 AND state = 'dead'`,
    [now.toISOString(), inboxId],
  );
  return changed === 1;
}
