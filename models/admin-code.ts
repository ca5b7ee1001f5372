import { createHash, randomBytes } from 'node:crypto';
import type { Sql } from './sql.js';

/** Letters and digits that are not mistaken for each other. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** A code of the form `ABCD-EFGH`, which makes whoever sends it to the desk its first admin. Only its hash is stored. */
export async function makeAdminCode(tx: Sql, expiresAt: Date): Promise<string> {
  const letters = [...randomBytes(8)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
  const code = `${letters.slice(0, 4)}-${letters.slice(4)}`;
  await tx.run('INSERT INTO admin_code (code_hash, expires_at) VALUES ($1, $2)', [
    hashOf(code),
    expiresAt.toISOString(),
  ]);
  return code;
}

/** Uses a code up; false when it is unknown, expired or was used. */
export async function takeAdminCode(tx: Sql, code: string, now: Date): Promise<boolean> {
  const at = now.toISOString();
  const changed = await tx.run(
    'UPDATE admin_code SET used_at = $1 WHERE code_hash = $2 AND used_at IS NULL AND expires_at > $1',
    [at, hashOf(code)],
  );
  return changed === 1;
}

function hashOf(code: string): string {
  return createHash('sha256').update(code.toUpperCase()).digest('hex');
}
