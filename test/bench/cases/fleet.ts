import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { askOwners } from '../../../jobs/ask-owners.js';
import { checkDevices } from '../../../jobs/check-devices.js';
import type { Job } from '../../../jobs/job.js';
import { remindOfWarranties } from '../../../jobs/remind-of-warranties.js';
import { reportDevices } from '../../../jobs/report-devices.js';
import type { DueTools } from '../../../jobs/tools.js';
import type { Database } from '../../../models/database.js';
import { rounded } from '../figures.js';
import { fill, onGround, timed, upTo } from '../jobs-ground.js';

const DEVICES = 1_000_000;
const ORGS = 50;
/** A Monday in working hours. */
const now = new Date('2026-03-09T10:00:00.000Z');
const { signal } = new AbortController();
const MB = 1_048_576;

/** Staleness and warranties of a million devices in fifty organisations, ten thousand of them due. */
export function fleet() {
  return onGround(async ({ database, tools }) => {
    await fillFleet(database);
    await sleep(1_000);
    const before = process.memoryUsage.rss();
    let most = before;
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage.rss());
    }, 50);
    const lag = monitorEventLoopDelay({ resolution: 10 });
    lag.enable();
    const parts: Record<string, number> = {};
    for (const job of [checkDevices, askOwners, reportDevices, remindOfWarranties])
      parts[job.name] = rounded((await timed(() => untilDone(job, tools))) / 1_000, 2);
    lag.disable();
    clearInterval(watch);
    const seconds = Object.values(parts).reduce((total, value) => total + value, 0);
    const moreMb = (most - before) / MB;
    const lagMs = lag.percentile(99) / 1e6 - 10;
    return {
      case: 'fleet',
      ours: rounded(seconds),
      unit: 's for all that is due',
      n: DEVICES,
      parts,
      ...(await counts(database)),
      moreMb: rounded(moreMb),
      lagP99Ms: rounded(lagMs),
      isMet: seconds <= 15 && moreMb <= 150 && lagMs <= 50,
    };
  });
}

async function untilDone<Tools extends DueTools>(job: Job<Tools>, tools: Tools): Promise<void> {
  for (;;) {
    const { handled, more } = await job.run(now, tools, signal);
    if (!more || handled === 0) return;
  }
}

/** One in a hundred of the devices was last seen 31 days ago or has a warranty that ends in a week. */
async function fillFleet(database: Database): Promise<void> {
  const made = '2025-01-01T00:00:00.000Z';
  await fill(database, [
    `INSERT INTO orgs (org_id, name, created_at) ${upTo(ORGS)} SELECT 'o' || i, 'Org ' || i, '${made}' FROM n`,
    `INSERT INTO users (user_id, org_id, first_name, last_name, role, created_at)
     ${upTo(ORGS * 100)} SELECT 'u' || i, 'o' || (i % ${ORGS} + 1), 'Person', i, 'employee', '${made}' FROM n`,
    `INSERT INTO account (account_id, org_id, user_id, platform, tenant, external_id, standing, checked_at, created_at)
     SELECT 'a' || user_id, org_id, user_id, 'web', org_id, user_id, 'member', '${made}', '${made}' FROM users`,
    `INSERT INTO org_setting (org_id, key, value_json, updated_at)
     SELECT org_id, 'triage_channel',
       '{"platform":"web","tenant":"' || org_id || '","conversation":"triage-' || org_id || '","isPrivate":true}', '${made}' FROM orgs`,
    `INSERT INTO assets (asset_id, org_id, asset_type, vendor, model, warranty_end, created_at)
     ${upTo(DEVICES)} SELECT printf('s%07d', i), 'o' || (i % ${ORGS} + 1), 'laptop', 'Lenovo', 'T14',
       CASE WHEN i / ${ORGS} % 200 = 0 THEN '2026-03-16' ELSE '2028-06-30' END, '${made}' FROM n`,
    `INSERT INTO devices (asset_tag, org_id, asset_id, assigned_user_id, hostname, last_seen_at, created_at)
     ${upTo(DEVICES)} SELECT printf('d%07d', i), 'o' || (i % ${ORGS} + 1), printf('s%07d', i),
       'u' || (i % ${ORGS} + ${ORGS} * (1 + i / ${ORGS} % 99)), 'host-' || i,
       CASE WHEN i / ${ORGS} % 200 = 1 THEN '2026-02-06T09:00:00.000Z' ELSE '2026-03-09T08:00:00.000Z' END, '${made}' FROM n`,
    `INSERT INTO org_sweep (org_id, kind, first_at, next_at)
     SELECT org_id, k.kind, '${made}', '${made}' FROM orgs, (SELECT 'devices' AS kind UNION SELECT 'warranty') k`,
  ]);
}

async function counts(database: Database) {
  const count = async (sql: string) =>
    (await database.all<{ rows: number }>(`/* all orgs: a bench */ SELECT COUNT(*) AS rows FROM ${sql}`))[0]?.rows;
  return {
    devicesAsked: await count('device_ask_item'),
    devicesMarked: await count('device_state'),
    warrantiesTold: await count('warranty_item'),
    messages: await count('outbox'),
    timersDead: await count("timer WHERE state = 'dead' OR attempts > 0"),
  };
}
