import { newId, type OrgId } from '../ids.js';
import { first, type Sql } from '../sql.js';
import type { DeviceState } from './device-state.js';

/** A message that asks somebody about devices; of many they turn its pages. */
export interface DeviceAsk {
  readonly ask_id: string;
  readonly org_id: string;
  readonly user_id: string;
  readonly version: number;
  readonly page: number;
}

/** One device of it, with what is known of it now and what was answered. */
export interface DeviceAskItem {
  readonly ask_id: string;
  readonly position: number;
  readonly asset_tag: string;
  readonly answer: DeviceState | null;
  readonly until: string | null;
  readonly label: string;
  readonly hostname: string | null;
  readonly vendor: string | null;
  readonly model: string | null;
  readonly last_seen_at: string | null;
  /** Who has it now. */
  readonly assigned_user_id: string | null;
}

/** Asks about these devices; `version` is 1. */
export async function addDeviceAsk(
  tx: Sql,
  orgId: OrgId,
  { userId, tags, now }: { userId: string; tags: readonly string[]; now: Date },
): Promise<string> {
  const askId = newId();
  await tx.run('INSERT INTO device_ask (ask_id, org_id, user_id, created_at) VALUES ($1, $2, $3, $4)', [
    askId,
    orgId,
    userId,
    now.toISOString(),
  ]);
  for (const [position, tag] of tags.entries())
    await tx.run('INSERT INTO device_ask_item (org_id, ask_id, position, asset_tag) VALUES ($1, $2, $3, $4)', [
      orgId,
      askId,
      position,
      tag,
    ]);
  return askId;
}

export function findDeviceAsk(sql: Sql, orgId: OrgId, askId: string): Promise<DeviceAsk | undefined> {
  return first(sql, 'SELECT ask_id, org_id, user_id, version, page FROM device_ask WHERE org_id = $1 AND ask_id = $2', [
    orgId,
    askId,
  ]);
}

export function findAskItems(sql: Sql, orgId: OrgId, askId: string): Promise<DeviceAskItem[]> {
  return sql.all(
    `SELECT i.ask_id, i.position, i.asset_tag, i.answer, i.until, COALESCE(l.label, i.asset_tag) AS label, d.hostname,
       a.vendor, a.model, d.last_seen_at, d.assigned_user_id
     FROM device_ask_item i
     JOIN devices d ON d.org_id = i.org_id AND d.asset_tag = i.asset_tag
     LEFT JOIN assets a ON a.org_id = d.org_id AND a.asset_id = d.asset_id
     LEFT JOIN device_label l ON l.org_id = d.org_id AND l.asset_tag = d.asset_tag
     WHERE i.org_id = $1 AND i.ask_id = $2 ORDER BY i.position`,
    [orgId, askId],
  );
}

/** Whether this item is still to be answered, decided by one guarded UPDATE: of two answers the first one counts. */
export async function answerItem(
  tx: Sql,
  orgId: OrgId,
  { askId, position }: { askId: string; position: number },
  { answer, until, now }: { answer: DeviceState; until: string | null; now: Date },
): Promise<boolean> {
  const changed = await tx.run(
    `UPDATE device_ask_item SET answer = $1, until = $2, answered_at = $3
     WHERE org_id = $4 AND ask_id = $5 AND position = $6 AND answer IS NULL`,
    [answer, until, now.toISOString(), orgId, askId, position],
  );
  return changed === 1;
}

/** The messages that still ask about a device get the answer it was given elsewhere; answers which ones. */
export async function answerEverywhere(
  tx: Sql,
  orgId: OrgId,
  assetTag: string,
  { answer, until, now }: { answer: DeviceState; until: string | null; now: Date },
): Promise<string[]> {
  const rows = await tx.all<{ ask_id: string }>(
    `UPDATE device_ask_item SET answer = $1, until = $2, answered_at = $3
     WHERE org_id = $4 AND asset_tag = $5 AND answer IS NULL RETURNING ask_id`,
    [answer, until, now.toISOString(), orgId, assetTag],
  );
  return [...new Set(rows.map(({ ask_id }) => ask_id))];
}

/** The message is to be drawn anew, at another page where one is given; answers its version from now on. */
export async function bumpAsk(tx: Sql, orgId: OrgId, askId: string, page?: number): Promise<number> {
  const row = await first<{ version: number }>(
    tx,
    `UPDATE device_ask SET version = version + 1, page = COALESCE($3, page)
     WHERE org_id = $1 AND ask_id = $2 RETURNING version`,
    [orgId, askId, page ?? null],
  );
  return row?.version ?? 1;
}

/**
 * Devices whose owner was asked and has them no longer, with who has them now: nobody asked them since the device went out of
 * sight. By the open questions, of which there are few.
 */
export function findPassedOn(
  sql: Sql,
  orgId: OrgId,
): Promise<{ readonly asset_tag: string; readonly assigned_user_id: string }[]> {
  return sql.all(
    `SELECT DISTINCT d.asset_tag, d.assigned_user_id FROM device_ask_item i
     JOIN device_ask a ON a.org_id = i.org_id AND a.ask_id = i.ask_id
     JOIN device_state s ON s.org_id = i.org_id AND s.asset_tag = i.asset_tag
     JOIN devices d ON d.org_id = i.org_id AND d.asset_tag = i.asset_tag
     WHERE i.org_id = $1 AND i.answer IS NULL AND s.ask = 'asked' AND d.assigned_user_id IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM device_ask_item j JOIN device_ask b ON b.org_id = j.org_id AND b.ask_id = j.ask_id
         WHERE j.org_id = $1 AND j.asset_tag = i.asset_tag AND j.answer IS NULL AND b.user_id = d.assigned_user_id
           AND b.created_at > s.unseen_since)`,
    [orgId],
  );
}
