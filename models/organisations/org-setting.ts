import type { z } from 'zod';
import type { OrgId } from '../ids.js';
import { first, type Sql } from '../sql.js';

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

/** Several settings by one statement: those that were made and fit. */
export async function readSettings<Schemas extends Readonly<Record<string, z.ZodType>>>(
  sql: Sql,
  orgId: OrgId,
  schemas: Schemas,
): Promise<{ readonly [Key in keyof Schemas]?: z.infer<Schemas[Key]> }> {
  const keys = Object.keys(schemas);
  const places = keys.map((_, index) => `$${index + 2}`).join(', ');
  const rows = await sql.all<{ key: string; value_json: string }>(
    `SELECT key, value_json FROM org_setting WHERE org_id = $1 AND key IN (${places})`,
    [orgId, ...keys],
  );
  const read = rows.map(({ key, value_json }) => [key, schemas[key]?.safeParse(JSON.parse(value_json)).data]);
  return Object.fromEntries(read.filter(([, value]) => value !== undefined));
}

export async function writeSetting(tx: Sql, orgId: OrgId, key: string, value: unknown, now: Date): Promise<void> {
  await tx.run(
    `INSERT INTO org_setting (org_id, key, value_json, updated_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (org_id, key) DO UPDATE SET value_json = excluded.value_json, updated_at = excluded.updated_at`,
    [orgId, key, JSON.stringify(value), now.toISOString()],
  );
}

/** Takes a setting back: from now on the default holds. */
export async function clearSetting(tx: Sql, orgId: OrgId, key: string): Promise<void> {
  await tx.run('DELETE FROM org_setting WHERE org_id = $1 AND key = $2', [orgId, key]);
}
