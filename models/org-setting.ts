import type { z } from 'zod';
import type { OrgId } from './ids.js';
import { first, type Sql } from './sql.js';

/** A setting of an organisation, or undefined where none was made or what is stored no longer fits. */
export async function readSetting<T>(
  sql: Sql,
  orgId: OrgId,
  key: string,
  schema: z.ZodType<T>,
): Promise<T | undefined> {
  const row = await first<{ value_json: string }>(
    sql,
    'SELECT value_json FROM org_setting WHERE org_id = $1 AND key = $2',
    [orgId, key],
  );
  return row && schema.safeParse(JSON.parse(row.value_json)).data;
}

export async function writeSetting(tx: Sql, orgId: OrgId, key: string, value: unknown, now: Date): Promise<void> {
  await tx.run(
    `INSERT INTO org_setting (org_id, key, value_json, updated_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (org_id, key) DO UPDATE SET value_json = excluded.value_json, updated_at = excluded.updated_at`,
    [orgId, key, JSON.stringify(value), now.toISOString()],
  );
}
