import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { eventually } from '../support/eventually.js';
import { assertInvariants } from '../support/invariants.js';
import { redisFaults } from '../support/redis-faults.js';
import { type BellStage, startBellStage } from './bell-stage.js';
import { figure, sized, WAITS } from './stage.js';

/** The machine's own second does not shrink with the waits. */
const OWN_MS = 1_000;
/** So long the poller waits for a tick. */
const PATIENCE_MS = 30_000 * WAITS;
/** Between two due times of D1: 10,000 in a minute, at a twentieth of the waits and a tenth of the rows. */
const EVERY_MS = 5;
const OUTAGE_MS = 60_000 * WAITS;

describe('D1 and D2: timers and intake while Redis fails', () => {
  let stage: BellStage;
  let control: Redis;
  before(async () => {
    stage = await startBellStage({ desks: 2, hasRedis: true });
    control = new Redis(stage.redis?.url ?? '', { maxRetriesPerRequest: null });
    control.on('error', () => undefined);
  });
  after(async () => {
    control.disconnect();
    await stage.stop();
  });

  it('D1: FLUSHALL with timers pending: all fire, in time and once', async () => {
    const count = sized(1_000, 100);
    // What this machine needs for so many at such a pace, with nothing wrong, does not shrink with the waits.
    const healthy = slowest(await ringAll('healthy', count, async () => undefined));
    const texts = await ringAll('flushed', count, () => control.flushall());
    const late = slowest(texts);
    const of = `of ${60_000 * WAITS} at a twentieth and the ${healthy} it takes anyway`;
    figure('D1', `fired ${count}/${count} once, slowest ${late} ms ${of}`, stage);
    assertOnce(texts);
    assert.ok(late <= healthy + 60_000 * WAITS + OWN_MS, `${late} ms`);
  });

  /** Timers due one after the other; something happens before the first and in the middle. */
  async function ringAll(name: string, count: number, happens: () => Promise<unknown>): Promise<readonly string[]> {
    const from = Date.now() + 1_500;
    const texts = Array.from({ length: count }, (_, at) => `${name} ${at}`);
    await stage.ring(texts.map((text, at) => ({ text, dueAt: new Date(from + at * EVERY_MS) })));
    await happens();
    await wait(Math.max(0, from + (count * EVERY_MS) / 2 - Date.now()));
    await happens();
    await stage.rung();
    return texts;
  }

  for (const fault of redisFaults) {
    it(`D2: ${fault.name}: intake takes everything, timers are little late, nothing is doubled on return`, async () => {
      const { redis } = stage;
      assert.ok(redis);
      await eventually('the engine is well', async () => (await redisState()) === true);
      // Long enough for ticks to come and the poller to rest after the fault before.
      await wait(PATIENCE_MS);
      const from = Date.now();
      const texts = Array.from({ length: sized(60, 20) }, (_, at) => `${fault.name} ${at}`);
      const everyMs = OUTAGE_MS / texts.length;
      await stage.ring(texts.map((text, at) => ({ text, dueAt: new Date(from + at * everyMs) })));
      const before = stage.slack.deliveries.length;
      await fault.begin(redis, control);
      const people = stage.people(10, 'Ana');
      for (const person of people) {
        await person.says('my vpn keeps dropping');
        await wait(OUTAGE_MS / people.length);
      }
      await fault.end(redis, control);
      await stage.rung();
      const late = slowest(texts);
      const refused = stage.slack.deliveries.slice(before).filter(({ status }) => status !== 200);
      figure(
        'D2',
        `${fault.name}: non-2xx ${refused.length}, slowest timer ${late} ms of ${PATIENCE_MS}, doubled 0`,
        stage,
      );
      assert.deepEqual(refused, []);
      assertOnce(texts);
      for (const person of people) await person.awaits(({ direct }) => direct.length === 2);
      assert.ok(late <= PATIENCE_MS + OWN_MS, `${late} ms`);
      await assertInvariants(stage);
    });
  }

  async function redisState(): Promise<boolean | undefined> {
    const response = await fetch(`${stage.desks[0]?.url}/healthz`);
    const { checks } = (await response.json()) as { checks: { name: string; isWell: boolean }[] };
    return checks.find(({ name }) => name === 'redis')?.isWell;
  }

  function slowest(texts: readonly string[]): number {
    const lateness = stage.lateness();
    return Math.round(Math.max(...texts.map((text) => lateness.get(text) ?? Number.POSITIVE_INFINITY)));
  }

  function assertOnce(texts: readonly string[]): void {
    const mine = new Set(texts);
    assert.deepEqual(
      stage
        .heard()
        .filter((text) => mine.has(text))
        .toSorted(),
      texts.toSorted(),
    );
  }
});
