import type { OrgId } from '../ids.js';
import type { Sql } from '../sql.js';

/**
 * Makes transactions of one organisation that do `what` follow each other, in whatever process: one that meets another
 * waits until that has committed, and then runs anew on what it left. To be asked first in a transaction.
 */
export async function takeTurns(tx: Sql, orgId: OrgId, what: string): Promise<void> {
  await tx.run(
    `INSERT INTO org_counter (org_id, name, value) VALUES ($1, $2, 1)
     ON CONFLICT (org_id, name) DO UPDATE SET value = org_counter.value + 1`,
    [orgId, `turns: ${what}`],
  );
}
