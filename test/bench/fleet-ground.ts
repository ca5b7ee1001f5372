import type { Database } from '../../models/database.js';
import { fill, upTo } from './jobs-ground.js';

export const DEVICES = 1_000_000;
const ORGS = 50;
/** People of all organisations together. */
export const OWNERS = 5_000;
/** So many devices are due, and as many warranties. */
export const DUE = DEVICES / 200;

const DAY = 86_400_000;

/** Where the people of a fleet are reached, and when somebody first looks through it. */
export interface FleetAt {
  readonly now: Date;
  readonly platform: string;
  /** The triage channel of every organisation, each in a tenant of its own. */
  readonly channel: string;
  /** From then on the jobs look through it. */
  readonly dueAt: Date;
  /** Settings of every organisation, by name. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** One in a hundred of the devices was last seen 31 days ago or has a warranty that ends in a week. */
export async function fillFleet(
  database: Database,
  { now, platform, channel, dueAt, settings }: FleetAt,
): Promise<void> {
  const ago = (days: number) => new Date(now.getTime() - days * DAY).toISOString();
  const [made, unseen, seen] = [ago(400), ago(31), ago(0.1)];
  const [soon, later] = [ago(-7).slice(0, 10), ago(-800).slice(0, 10)];
  await fill(database, [
    `INSERT INTO orgs (org_id, name, created_at) ${upTo(ORGS)} SELECT 'o' || i, 'Org ' || i, '${made}' FROM n`,
    `INSERT INTO installation (installation_id, org_id, platform, tenant, name, created_at)
     ${upTo(ORGS)} SELECT 'i' || i, 'o' || i, '${platform}', 'To' || i, 'Org ' || i, '${made}' FROM n`,
    `INSERT INTO users (user_id, org_id, first_name, last_name, role, created_at)
     ${upTo(OWNERS)} SELECT 'UF' || i, 'o' || (i % ${ORGS} + 1), 'Person', i, 'employee', '${made}' FROM n`,
    `INSERT INTO account (account_id, org_id, user_id, platform, tenant, external_id, standing, checked_at, created_at)
     SELECT 'a' || user_id, org_id, user_id, '${platform}', 'T' || org_id, user_id, 'member', '${ago(0)}', '${made}'
     FROM users WHERE user_id LIKE 'UF%'`,
    `INSERT INTO org_setting (org_id, key, value_json, updated_at)
     SELECT org_id, 'triage_channel',
       '{"platform":"${platform}","tenant":"T' || org_id || '","conversation":"${channel}","isPrivate":true}', '${made}'
     FROM orgs WHERE org_id LIKE 'o%'`,
    ...Object.entries(settings).map(
      ([key, value]) => `INSERT INTO org_setting (org_id, key, value_json, updated_at)
     SELECT org_id, '${key}', '${JSON.stringify(value)}', '${made}' FROM orgs WHERE org_id LIKE 'o%'`,
    ),
    `INSERT INTO assets (asset_id, org_id, asset_type, vendor, model, warranty_end, created_at)
     ${upTo(DEVICES)} SELECT printf('s%07d', i), 'o' || (i % ${ORGS} + 1), 'laptop', 'Lenovo', 'T14',
       CASE WHEN i / ${ORGS} % 200 = 0 THEN '${soon}' ELSE '${later}' END, '${made}' FROM n`,
    `INSERT INTO devices (asset_tag, org_id, asset_id, assigned_user_id, hostname, last_seen_at, created_at)
     ${upTo(DEVICES)} SELECT printf('d%07d', i), 'o' || (i % ${ORGS} + 1), printf('s%07d', i),
       'UF' || (i % ${ORGS} + ${ORGS} * (1 + i / ${ORGS} % 99)), 'host-' || i,
       CASE WHEN i / ${ORGS} % 200 = 1 THEN '${unseen}' ELSE '${seen}' END, '${made}' FROM n`,
    `INSERT INTO org_sweep (org_id, kind, first_at, next_at)
     SELECT org_id, k.kind, '${made}', '${dueAt.toISOString()}'
     FROM orgs, (SELECT 'devices' AS kind UNION SELECT 'warranty') k WHERE org_id LIKE 'o%'`,
  ]);
}

/** What has come of a fleet so far. */
export async function fleetCounts(database: Database) {
  const count = async (sql: string) =>
    (await database.all<{ rows: number }>(`/* all orgs: a bench */ SELECT COUNT(*) AS rows FROM ${sql}`))[0]?.rows ?? 0;
  return {
    devicesAsked: await count('device_ask_item'),
    devicesMarked: await count('device_state'),
    warrantiesTold: await count('warranty_item'),
    messages: await count("outbox WHERE org_id LIKE 'o%'"),
    timersDead: await count("timer WHERE state = 'dead' OR attempts > 0"),
  };
}
