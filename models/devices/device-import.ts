import { newId, type OrgId } from '../ids.js';
import { first, type Sql } from '../sql.js';

/** Devices that were unseen for long when the desk first met them, and what an admin decided about asking. */
export interface DeviceImport {
  readonly import_id: string;
  readonly version: number;
  readonly state: 'open' | 'asking' | 'left';
  /** How many they are, how many of them somebody has, and how many devices were never seen at all. */
  readonly devices: number;
  readonly owned: number;
  readonly unknown: number;
}

const COLUMNS = 'import_id, version, state, devices, owned, unknown';

export function findImport(sql: Sql, orgId: OrgId, importId: string): Promise<DeviceImport | undefined> {
  return first(sql, `SELECT ${COLUMNS} FROM device_import WHERE org_id = $1 AND import_id = $2`, [orgId, importId]);
}

/** The import that owners are being asked about, or that an admin has not decided on. */
export function findOpenImport(sql: Sql, orgId: OrgId, state: 'open' | 'asking'): Promise<DeviceImport | undefined> {
  return first(
    sql,
    `SELECT ${COLUMNS} FROM device_import WHERE org_id = $1 AND state = $2 AND state <> 'left'
     ORDER BY import_id DESC LIMIT 1`,
    [orgId, state],
  );
}

/** Adds these devices to the import nobody decided on yet, or begins one. Answers it as it is then. */
export async function addToImport(
  tx: Sql,
  orgId: OrgId,
  { devices, owned, unknown, now }: { devices: number; owned: number; unknown: number; now: Date },
): Promise<DeviceImport> {
  const open = await findOpenImport(tx, orgId, 'open');
  if (!open)
    await tx.run('INSERT INTO device_import (import_id, org_id, version, created_at) VALUES ($1, $2, 0, $3)', [
      newId(),
      orgId,
      now.toISOString(),
    ]);
  const row = await first<DeviceImport>(
    tx,
    `UPDATE device_import SET devices = devices + $1, owned = owned + $2, unknown = $3, version = version + 1
     WHERE org_id = $4 AND state = 'open' RETURNING ${COLUMNS}`,
    [devices, owned, unknown, orgId],
  );
  if (!row) throw new Error('An import that was just begun is open.');
  return row;
}

/** Decides it, once; undefined when somebody had decided before. */
export function decideImport(
  tx: Sql,
  orgId: OrgId,
  importId: string,
  state: 'asking' | 'left',
): Promise<DeviceImport | undefined> {
  return first(
    tx,
    `UPDATE device_import SET state = $1, version = version + 1
     WHERE org_id = $2 AND import_id = $3 AND state = 'open' RETURNING ${COLUMNS}`,
    [state, orgId, importId],
  );
}
