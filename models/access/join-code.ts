import type { OrgId } from '../ids.js';
import { first, type Sql } from '../sql.js';
import { codeHash, newCode } from './one-time-code.js';

/** A code by which another organisation may join the one it was made in. Only its hash is stored. */
export interface JoinCode {
  readonly code_hash: string;
  /** The organisation to be joined. */
  readonly org_id: string;
  readonly org_name: string;
}

/** Makes a code; those made before in this organisation count no more. */
export async function makeJoinCode(
  tx: Sql,
  orgId: OrgId,
  of: { readonly madeBy: string; readonly expiresAt: Date },
): Promise<string> {
  const code = newCode();
  await tx.run('DELETE FROM join_code WHERE org_id = $1 AND used_at IS NULL', [orgId]);
  await tx.run('INSERT INTO join_code (code_hash, org_id, made_by_user_id, expires_at) VALUES ($1, $2, $3, $4)', [
    codeHash(code),
    orgId,
    of.madeBy,
    of.expiresAt.toISOString(),
  ]);
  return code;
}

/** The organisation a code opens, whoever typed it; undefined when the code is unknown, expired or was used. */
export function findJoinCodeInAnyOrg(sql: Sql, hash: string, now: Date): Promise<JoinCode | undefined> {
  return first(
    sql,
    `/* all orgs: the code is what says which one */
     SELECT j.code_hash, j.org_id, o.name AS org_name FROM join_code j JOIN orgs o ON o.org_id = j.org_id
     WHERE j.code_hash = $1 AND j.used_at IS NULL AND j.expires_at > $2`,
    [hash, now.toISOString()],
  );
}

/** Uses a code up; false when somebody else did. */
export async function takeJoinCode(tx: Sql, orgId: OrgId, hash: string, now: Date): Promise<boolean> {
  const at = now.toISOString();
  const changed = await tx.run(
    'UPDATE join_code SET used_at = $1 WHERE org_id = $2 AND code_hash = $3 AND used_at IS NULL AND expires_at > $1',
    [at, orgId, hash],
  );
  return changed === 1;
}
