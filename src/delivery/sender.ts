import type { Tx } from '../../models/database.js';
import type { Outgoing } from '../../models/outbox/outbox.js';
import { reasonOf } from '../errors.js';
import { log } from '../log.js';
import { type After, claimNext, type Delivery, sendHeld } from './deliver-next.js';
import { createTenantLimits } from './tenant-limits.js';

export interface Sender {
  /** Sends what is due in a conversation, soon; never throws and never waits. */
  kick(conversationId: string): void;
  /**
   * Claims what is due in a conversation in the transaction that says it, which spares sending one of its own. The
   * function returned starts the sending and is to be called after the commit, and only then.
   */
  take(tx: Tx, conversationId: string, queued?: readonly Outgoing[]): Promise<() => void>;
  /** Kicks these and resolves when each was tried; what has to wait is not waited for. */
  send(conversationIds: readonly string[]): Promise<void>;
  /** Resolves when everything kicked so far was tried; what has to wait for its time is not waited for. */
  idle(): Promise<void>;
  /**
   * Takes no more; resolves when the rows in hand have ended, or after `callMs`. What a platform that hangs keeps is
   * found by its lease.
   */
  stop(): Promise<void>;
}

/** Conversations written to at the same time by one process, unless told otherwise. */
const CONCURRENCY = 32;
/** After so many messages of one conversation another one has its turn. */
const TURN = 20;

interface Line {
  readonly ended: Promise<void>;
  readonly end: () => void;
}

/**
 * Sends the outbox: one conversation at a time in its order, many conversations at once. What a crash leaves behind is
 * found by the sweeps, which call `send`.
 */
export function createSender(delivery: Delivery, { concurrency = CONCURRENCY } = {}): Sender {
  const limits = createTenantLimits();
  const waiting = new Map<string, Line>();
  const running = new Map<string, Line>();
  const timers = new Map<string, { readonly timer: NodeJS.Timeout; readonly at: number }>();
  let isStopped = false;

  async function take(tx: Tx, conversationId: string, queued: readonly Outgoing[] = []): Promise<() => void> {
    const isBusy = isStopped || running.has(conversationId) || running.size >= concurrency;
    const claimed = isBusy ? undefined : await claimNext(delivery, limits, tx, conversationId, queued);
    // Who holds it now may not see what this transaction says: it is claimed again after the commit.
    if (!claimed?.held) return () => void enqueue(conversationId);
    return () => begin(conversationId, claimed);
  }

  /** What was kicked since the claim finds the conversation claimed, and soon ends by itself. */
  async function begin(conversationId: string, claimed: After): Promise<void> {
    for (let line = running.get(conversationId); line; line = running.get(conversationId)) await line.ended;
    const line = newLine();
    running.set(conversationId, line);
    await run(conversationId, line, claimed);
  }

  function enqueue(conversationId: string): Promise<void> {
    if (isStopped) return Promise.resolve();
    const line = waiting.get(conversationId) ?? newLine();
    waiting.set(conversationId, line);
    startWaiting();
    return line.ended;
  }

  function startWaiting(): void {
    for (const [conversationId, line] of waiting) {
      if (running.size >= concurrency) return;
      if (running.has(conversationId)) continue;
      waiting.delete(conversationId);
      running.set(conversationId, line);
      void run(conversationId, line);
    }
  }

  async function run(conversationId: string, line: Line, claimed?: After): Promise<void> {
    try {
      await drain(conversationId, claimed);
    } catch (error) {
      log.error({ code: 'delivery_failed', conversationId, reason: reasonOf(error) });
    }
    running.delete(conversationId);
    line.end();
    startWaiting();
  }

  async function drain(conversationId: string, claimed: After | undefined): Promise<void> {
    let sent = 0;
    const mayTake = () => !isStopped && sent < TURN;
    const claim = () =>
      delivery.database.write((tx) => claimNext(delivery, limits, tx, conversationId), { lane: conversationId });
    let after = claimed ?? (await claim());
    while (after.held) {
      sent += 1;
      after = await sendHeld(delivery, limits, after.held, mayTake);
      for (const touched of after.touched) void enqueue(touched);
    }
    if (after.waitMs !== undefined) later(conversationId, after.waitMs);
  }

  /** Longer waits are left to the sweep, which finds them by their time. */
  function later(conversationId: string, ms: number): void {
    if (isStopped || ms > delivery.waits.maxBackoffMs) return;
    if (ms === 0) return void enqueue(conversationId);
    const at = performance.now() + ms;
    const known = timers.get(conversationId);
    if (known && known.at <= at) return;
    clearTimeout(known?.timer);
    const timer = setTimeout(() => {
      timers.delete(conversationId);
      void enqueue(conversationId);
    }, ms);
    timer.unref();
    timers.set(conversationId, { timer, at });
  }

  async function idle(): Promise<void> {
    while (running.size > 0) await Promise.all([...running.values()].map(({ ended }) => ended));
  }

  return {
    take,
    kick: (conversationId) => void enqueue(conversationId),
    async send(conversationIds) {
      await Promise.all(conversationIds.map(enqueue));
    },
    idle,
    async stop() {
      isStopped = true;
      for (const { timer } of timers.values()) clearTimeout(timer);
      timers.clear();
      for (const line of waiting.values()) line.end();
      waiting.clear();
      let timer: NodeJS.Timeout | undefined;
      const limit = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, delivery.waits.callMs);
      });
      await Promise.race([idle(), limit]);
      clearTimeout(timer);
    },
  };
}

function newLine(): Line {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { ended, end };
}
