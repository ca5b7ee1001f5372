import type { Sql } from '../sql.js';
import { codeHash, newCode } from './one-time-code.js';

/** A code that makes whoever sends it to the desk its first admin. Only its hash is stored. */
export async function makeAdminCode(tx: Sql, expiresAt: Date): Promise<string> {
  const code = newCode();
  await tx.run('INSERT INTO admin_code (code_hash, expires_at) VALUES ($1, $2)', [
    codeHash(code),
    expiresAt.toISOString(),
  ]);
  return code;
}

/** Uses a code up; false when it is unknown, expired or was used. */
export async function takeAdminCode(tx: Sql, code: string, now: Date): Promise<boolean> {
  const at = now.toISOString();
  const changed = await tx.run(
    'UPDATE admin_code SET used_at = $1 WHERE code_hash = $2 AND used_at IS NULL AND expires_at > $1',
    [at, codeHash(code)],
  );
  return changed === 1;
}
