import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { askOwners } from '../../../jobs/ask-owners.js';
import { checkDevices } from '../../../jobs/check-devices.js';
import type { Job } from '../../../jobs/job.js';
import { remindOfWarranties } from '../../../jobs/remind-of-warranties.js';
import { reportDevices } from '../../../jobs/report-devices.js';
import type { DueTools } from '../../../jobs/tools.js';
import { rounded } from '../figures.js';
import { DEVICES, fillFleet, fleetCounts } from '../fleet-ground.js';
import { onGround, timed } from '../jobs-ground.js';

/** A Monday in working hours. */
const now = new Date('2026-03-09T10:00:00.000Z');
const { signal } = new AbortController();
const MB = 1_048_576;

/** Staleness and warranties of a million devices in fifty organisations, ten thousand of them due. */
export function fleet() {
  return onGround(async ({ database, tools }) => {
    await fillFleet(database, { now, platform: 'web', channel: 'triage', dueAt: now, settings: {} });
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
      ...(await fleetCounts(database)),
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
