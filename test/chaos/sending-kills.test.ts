import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { rowsOf } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { type Ground, type Spot, startGround } from './sending-ground.js';
import { type Order, type Point, points } from './sending-order.js';
import { figure, sized } from './stage.js';

/** Ten times shorter than in the product: a lease of 3 s, a sweep each 0.5 s. */
const WAITS = 0.1;
const ABREAST = 6;
const program = fileURLToPath(new URL('./sending-process.js', import.meta.url));

const kinds = ['post', 'card post', 'card update', 'replace', 'remove'] as const;
type Kind = (typeof kinds)[number];

/** What people read before the process dies, and what they must read in the end. */
const shown: Readonly<Record<Kind, readonly [string[], string[]]>> = {
  post: [[], ['words']],
  'card post': [[], ['card v1']],
  'card update': [['card v1'], ['card v2']],
  replace: [['words'], ['other words']],
  remove: [['words'], []],
};

describe('D4: a sender killed with -9', () => {
  let ground: Ground;
  let stop: () => Promise<void>;
  /** Conversations whose sender is dead: before that nobody else shall send for it. */
  const orphaned = new Set<string>();
  before(async () => {
    ground = await startGround({ waits: WAITS });
    stop = ground.sweeping(orphaned);
  });
  after(async () => {
    await stop();
    await ground.stop();
  });

  it('sends once whatever it was killed at', async () => {
    const trials = points.flatMap((point) =>
      kinds.flatMap((kind) => Array.from({ length: sized(2) }, () => ({ point, kind }))),
    );
    const results = await inTurn(ABREAST, trials, ({ point, kind }) => trial(ground, orphaned, { point, kind }));
    const wrong = results.filter(({ isRight }) => !isRight);
    const slowest = Math.max(...results.map(({ ms }) => ms)) / WAITS / 1000;
    figure(
      'D4',
      `wrong ${wrong.length}, repeats 0, slowest re-run ${slowest.toFixed(1)} s scaled (n=${results.length}, ${points.length} points × ${kinds.length} acts)`,
      ground,
    );
    assert.deepEqual(wrong, []);
    assert.ok(slowest <= 45, `${slowest} s`);
  });

  it('repeats at most once, marked, where nothing can be looked for', async () => {
    const [home] = ground.homes;
    assert.ok(home);
    home.workspace.setScopes(['chat:write']);
    const trials = points.map((point) => ({ point }));
    const results = await inTurn(ABREAST, trials, async ({ point }) => {
      const spot = await spotOf(ground);
      const id = await ground.queue(spot, 'post', { text: 'words' });
      await dieAt(ground, spot, point);
      orphaned.add(spot.conversationId);
      await settled(ground, id);
      return { point, texts: ground.texts(spot) };
    });
    const repeats = results.filter(({ texts }) => texts.length > 1);
    figure('D4', `${repeats.length} marked repeats, 0 blind (n=${results.length}, no history)`, ground);
    for (const { point, texts } of results) {
      const [first, ...more] = texts;
      const copies = [first, ...more].map((text) => (text === 'words' ? 'plain' : 'marked'));
      const isSure = point === 'before' || point === 'in the claim' || point === 'sent';
      if (isSure) assert.deepEqual(copies, ['plain'], point);
      else assert.ok(copies.length <= 2 && copies.slice(-1)[0] === 'marked', `${point}: ${texts}`);
    }
  });
});

async function trial(ground: Ground, orphaned: Set<string>, { point, kind }: { point: Point; kind: Kind }) {
  const spot = await spotOf(ground);
  const id = await prepare(ground, spot, kind);
  assert.deepEqual(ground.texts(spot), shown[kind][0]);
  await dieAt(ground, spot, point);
  const died = performance.now();
  orphaned.add(spot.conversationId);
  await settled(ground, id);
  const ms = performance.now() - died;
  const texts = ground.texts(spot);
  return { point, kind, ms, texts, isRight: JSON.stringify(texts) === JSON.stringify(shown[kind][1]) };
}

async function spotOf(ground: Ground): Promise<Spot> {
  const [home] = ground.homes;
  const [spot] = home ? await ground.channels(home, 1) : [];
  if (!spot) throw new Error('a channel was made');
  return spot;
}

/** Queues the act, with what has to be there for it already shown. */
async function prepare(ground: Ground, spot: Spot, kind: Kind): Promise<string> {
  if (kind === 'post') return ground.queue(spot, 'post', { text: 'words' });
  if (kind === 'card post' || kind === 'card update') {
    const card = await ground.card(spot);
    const first = await ground.queue(spot, 'card', { cardId: card.card_id });
    if (kind === 'card post') return first;
    await ground.sender.send([spot.conversationId]);
    await ground.bump(card);
    return ground.queue(spot, 'card', { cardId: card.card_id });
  }
  const targetId = await ground.queue(spot, 'post', { text: 'words' });
  await ground.sender.send([spot.conversationId]);
  return ground.queue(spot, kind, { targetId, ...(kind === 'replace' && { text: 'other words' }) });
}

/** Lets another process send it and die. */
async function dieAt(ground: Ground, spot: Spot, point: Point): Promise<void> {
  const { tenant, token } = spot.home;
  const order: Order = {
    url: ground.url,
    apiUrl: ground.slack.apiUrl,
    home: { tenant, token },
    waits: WAITS,
    conversationId: spot.conversationId,
    dieAt: point,
  };
  const child: ChildProcess = fork(program, [JSON.stringify(order)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  await once(child, 'message');
  const gone = once(child, 'exit');
  child.send('go');
  const [, signal] = await gone;
  assert.equal(signal, 'SIGKILL', `it died by itself, not at "${point}"`);
}

async function settled(ground: Ground, outboxId: string): Promise<void> {
  await eventually(
    'it is sent',
    async () =>
      (await rowsOf<{ state: string }>(ground.database, 'outbox', `WHERE outbox_id = '${outboxId}'`))[0]?.state ===
      'sent',
    30_000,
  );
}

async function inTurn<T, R>(width: number, items: readonly T[], act: (item: T) => Promise<R>): Promise<R[]> {
  const left = [...items];
  const done: R[] = [];
  const work = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) done.push(await act(item));
  };
  await Promise.all(Array.from({ length: width }, work));
  return done;
}
