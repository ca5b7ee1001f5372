import assert from 'node:assert/strict';
import { rowsOf } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { type Ground, type Spot, startGround } from './sending-ground.js';
import { figure, sized } from './stage.js';

describe('C2: one channel that is limited', () => {
  let ground: Ground;
  before(async () => {
    ground = await startGround({ pace: { everyMs: 50, burst: 4 } });
  });
  after(() => ground.stop());

  it('keeps its order, is not called inside the time it asked for, and holds nobody else up', async () => {
    const [home] = ground.homes;
    assert.ok(home);
    const [limited, ...healthy] = await ground.channels(home, 100);
    assert.ok(limited);
    const rounds = sized(8, 4);
    const quiet = await load(ground, healthy, rounds);
    // Five minutes at a twentieth.
    const limitedFor = 15_000;
    ground.slack.fault(
      { method: 'chat.postMessage', channel: limited.channel },
      { status: 429, retryAfter: 2 },
      { until: new Date(Date.now() + limitedFor) },
    );
    for (let n = 0; n < 10; n += 1) {
      await ground.queue(limited, 'post', { text: String(n) });
      ground.sender.kick(limited.conversationId);
    }
    const stop = ground.sweeping();
    const poke = setInterval(() => ground.sender.kick(limited.conversationId), 100);
    const loaded = await load(ground, healthy, rounds);
    await eventually('the limited channel is through', () => ground.texts(limited).length === 10, 60_000);
    clearInterval(poke);
    await stop();

    const calls = ground.slack.calls.filter(({ args }) => args.channel === limited.channel);
    const early = calls.filter((call, index) => {
      const before = calls[index - 1];
      return before?.status === 429 && call.at.getTime() - before.at.getTime() < 2_000;
    });
    const refused = calls.filter(({ status }) => status === 429).length;
    const added = p99(loaded) - p99(quiet);
    figure(
      'C2',
      `calls in the forbidden window ${early.length} of ${refused} refused, others' added p99 ${Math.round(added)} ms (n=${loaded.length}, 99 channels)`,
      ground,
    );
    assert.ok(refused >= 2, 'it was limited for longer than one window');
    assert.equal(early.length, 0);
    assert.ok(added <= 2_000, `${added} ms`);
    assert.deepEqual(
      ground.texts(limited),
      Array.from({ length: 10 }, (_, n) => String(n)),
    );
    for (const spot of healthy) {
      const texts = Array.from({ length: rounds }, (_, n) => String(n));
      assert.deepEqual(ground.texts(spot), [...texts, ...texts]);
    }
  });
});

describe('C7: two organisations', () => {
  let ground: Ground;
  before(async () => {
    ground = await startGround({ homes: 2, pace: { everyMs: 0, burst: 1 }, concurrency: 100 });
  });
  after(() => ground.stop());

  it('calls nobody with the token of the other', async () => {
    const each = 100;
    const total = sized(10_000, 400);
    const spots = (await Promise.all(ground.homes.map((home) => ground.channels(home, each)))).flat();
    const mixed = spots.map((_, index) => spots[(index % 2) * each + Math.floor(index / 2)] as Spot);
    for (let sent = 0; sent < total; sent += mixed.length) {
      await Promise.all(
        mixed.map((spot, index) => ground.queue(spot, 'post', { text: `${spot.home.tenant} ${sent + index}` })),
      );
      for (const spot of mixed) ground.sender.kick(spot.conversationId);
    }
    await ground.sender.idle();
    const homeOf = new Map(spots.map((spot) => [spot.channel, spot.home]));
    const wrong = ground.slack.calls.filter(({ args, token }) => homeOf.get(String(args.channel))?.token !== token);
    const misplaced = spots.flatMap((spot) => ground.texts(spot).filter((text) => !text.startsWith(spot.home.tenant)));
    figure(
      'C7',
      `wrong token ${wrong.length}, misplaced ${misplaced.length} (n=${ground.slack.calls.length}, concurrency 100)`,
      ground,
    );
    assert.deepEqual([wrong.length, misplaced.length], [0, 0]);
    assert.equal((await rowsOf(ground.database, 'outbox', "WHERE state <> 'sent'")).length, 0);
    for (const spot of spots) assert.equal(ground.texts(spot).length, total / spots.length);
  });
});

/** One message a channel and round; how long each took from being queued to being seen, ms. */
async function load(ground: Ground, spots: readonly Spot[], rounds: number): Promise<number[]> {
  const took: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const began = new Map<string, number>();
    await Promise.all(
      spots.map(async (spot) => {
        const at = Date.now();
        began.set(await ground.queue(spot, 'post', { text: String(round) }), at);
        ground.sender.kick(spot.conversationId);
      }),
    );
    const isDone = async () => {
      const rows = await rowsOf<{ outbox_id: string; sent_at: string | null }>(ground.database, 'outbox');
      const mine = rows.filter(({ outbox_id }) => began.has(outbox_id));
      if (mine.some(({ sent_at }) => sent_at === null)) return false;
      for (const row of mine) took.push(Date.parse(row.sent_at ?? '') - (began.get(row.outbox_id) ?? 0));
      return true;
    };
    await eventually('the round is sent', isDone, 60_000);
  }
  return took;
}

function p99(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.99)] ?? 0;
}
