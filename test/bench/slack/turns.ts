import { setTimeout as sleep } from 'node:timers/promises';
import type { TurnsOrder, TurnsResult } from './orders.js';
import type { Replies } from './replies.js';

/** Rows a desk still has to send after its answer (a card without its buttons) may take so long, ms. */
const QUIET_MS = 300;

/** People of one side, and how they say their next line. */
export interface Talking<Actor extends { readonly channel: string }> {
  readonly waiting: Actor[];
  readonly says: (actor: Actor) => Promise<unknown>;
  readonly isBare: boolean;
  /** The name of the call that says something. */
  readonly posts: string;
}

/** Lets so many people talk at once: each says a line, and is followed by the next person when the reply is there. */
export async function runTurns<Actor extends { readonly channel: string }>(
  cast: Talking<Actor>,
  replies: Replies,
  order: Omit<TurnsOrder, 'side'>,
): Promise<TurnsResult> {
  const { turns: most = Number.POSITIVE_INFINITY, ms: longest = Number.POSITIVE_INFINITY, everyMs } = order;
  const latencies: number[] = [];
  const postsBefore = posts();
  const startedAt = performance.now();
  let begun = 0;

  async function lane(): Promise<void> {
    while (begun < most && performance.now() - startedAt < longest) {
      begun += 1;
      const actor = cast.waiting.shift();
      if (!actor) throw new Error('there are fewer people than conversations at once');
      const sentAt = performance.now();
      const reply = replies.next(actor.channel);
      void cast.says(actor);
      await reply;
      latencies.push(performance.now() - sentAt);
      cast.waiting.push(actor);
      if (everyMs !== undefined) await sleep(Math.max(0, everyMs - (performance.now() - sentAt)));
    }
  }

  await Promise.all(Array.from({ length: order.inFlight }, lane));
  const ms = performance.now() - startedAt;
  if (everyMs !== undefined) return { turns: latencies.length, ms, latencies };
  await quiet();
  const posted = posts() - postsBefore;
  // Bare Bolt answers a redelivery again; the desk must not.
  const isWrong = cast.isBare ? posted < latencies.length : posted !== latencies.length;
  if (isWrong) throw new Error(`${latencies.length} turns got ${posted} posts`);
  return { turns: latencies.length, ms, latencies };

  function posts(): number {
    return replies.accepted.get(cast.posts) ?? 0;
  }

  /** Resolves when nothing was written for a while. */
  async function quiet(): Promise<void> {
    const all = () => [...replies.accepted.values()].reduce((sum, count) => sum + count, 0);
    for (let before = -1; before !== all(); await sleep(QUIET_MS)) before = all();
  }
}
