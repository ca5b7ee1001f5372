import { setTimeout as sleep } from 'node:timers/promises';
import { connect, type Database } from '../../../models/database.js';
import { median, quantile, rounded } from '../figures.js';
import { DEVICES, DUE, fillFleet, fleetCounts, OWNERS } from '../fleet-ground.js';
import { type Contender, onStage, type Stage } from '../stage.js';

const PEOPLE = 1_000;
/** Together forty messages a second, each answered. */
const IN_FLIGHT = 20;
const EVERY_MS = 500;
/** The jobs tick once a minute. */
const PATIENCE_MS = 240_000;
const YEAR = 365 * 86_400_000;

/**
 * The same million devices in a desk that answers forty messages a second: how long it takes from the first of ten
 * thousand that is done to the last, what that does to the process, and to those who wait for an answer.
 */
export function fleetUnderLoad() {
  return onStage(async (stage) => {
    const now = new Date();
    const first = await stage.desk('full', PEOPLE);
    await stage.slack.order('deliverTo', { url: first.eventsUrl });
    await stage.slack.order('turns', { side: 'full', inFlight: 20, turns: PEOPLE });
    const { channel } = await stage.slack.order('fleet', { side: 'full', owners: OWNERS });
    await first.stop();
    const settings = { business_hours: { zone: 'UTC', hours: '24x7', holidays: [] } };
    const dueAt = new Date(now.getTime() + YEAR);
    await onFile(stage, (database) => fillFleet(database, { now, platform: 'slack', channel, dueAt, settings }));

    const desk = await stage.again('full');
    await stage.slack.order('deliverTo', { url: desk.eventsUrl });
    const before = await load(stage, 10_000);
    return onFile(stage, async (database) => {
      const due = await untilDone({ stage, desk, database });
      const seconds = (due.lastAt - due.firstAt) / 1_000;
      return {
        case: 'fleet-under-load',
        ours: rounded(seconds),
        unit: 's for all that is due',
        n: DEVICES,
        ...(await fleetCounts(database)),
        moreMb: rounded(due.moreMb),
        lagP99Ms: rounded(due.lagMs),
        turnsPerSecond: rounded(due.latencies.length / ((due.endAt - due.beganAt) / 1_000)),
        p50Ms: rounded(median(due.latencies)),
        p99Ms: rounded(quantile(due.latencies, 0.99)),
        p50BeforeMs: rounded(median(before)),
        p99BeforeMs: rounded(quantile(before, 0.99)),
        isMet: seconds <= 60 && due.moreMb <= 150 && due.lagMs <= 50,
      };
    });
  });
}

/** Makes everything due and waits until it is done, while people go on talking. */
async function untilDone({ stage, desk, database }: { stage: Stage; desk: Contender; database: Database }) {
  const latencies: number[] = [];
  const beforeMb = desk.memoryMb();
  let mostMb = beforeMb;
  // Reading it begins a new measurement.
  await lagMs(desk);
  const beganAt = performance.now();
  await database.write((tx) =>
    tx.run(`/* all orgs: a bench */ UPDATE org_sweep SET next_at = '${new Date().toISOString()}'
    WHERE org_id LIKE 'o%'`),
  );
  let firstAt: number | undefined;
  let lastAt: number | undefined;
  const talking = (async () => {
    while (lastAt === undefined) latencies.push(...(await load(stage, 2_000)));
  })();
  while (lastAt === undefined) {
    await sleep(250);
    mostMb = Math.max(mostMb, desk.memoryMb());
    const { devicesMarked, devicesAsked, warrantiesTold } = await fleetCounts(database);
    if (devicesMarked + warrantiesTold > 0) firstAt ??= performance.now() - 250;
    if (devicesAsked >= DUE && warrantiesTold >= DUE) lastAt = performance.now();
    if (performance.now() - beganAt > PATIENCE_MS)
      throw new Error(
        `after ${PATIENCE_MS} ms ${devicesAsked} devices were asked about, ${warrantiesTold} warranties told`,
      );
  }
  const lag = await lagMs(desk);
  await talking;
  return {
    firstAt: firstAt ?? lastAt,
    lastAt,
    beganAt,
    endAt: performance.now(),
    latencies,
    moreMb: mostMb - beforeMb,
    lagMs: lag,
  };
}

async function load({ slack }: Stage, ms: number): Promise<readonly number[]> {
  return (await slack.order('turns', { side: 'full', inFlight: IN_FLIGHT, ms, everyMs: EVERY_MS })).latencies;
}

/** How late the event loop was at the 99th of a hundred looks since this was asked last, without the 10 ms between two of them. */
async function lagMs({ url }: Contender): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^nodejs_eventloop_lag_p99_seconds (\S+)/m.exec(text)?.[1]) * 1_000 - 10;
}

async function onFile<T>(stage: Stage, act: (database: Database) => Promise<T>): Promise<T> {
  const database = await connect({ url: stage.fileOf('full') });
  try {
    return await act(database);
  } finally {
    await database.close();
  }
}
