import { log } from '../log.js';
import { claimNext, type Delivery, type Held, sendHeld } from './deliver-next.js';

export interface Sender {
  /** Sends what is due in a conversation, soon; never throws and never waits. */
  kick(conversationId: string): void;
  /** Resolves when everything kicked so far was tried. */
  idle(): Promise<void>;
  /** Takes no more; resolves when what is under way has ended. */
  stop(): Promise<void>;
}

/** Conversations written to at the same time by one process. */
const CONCURRENCY = 32;

/**
 * Sends the outbox: one conversation at a time in its order, many conversations at once. What a crash leaves behind is
 * found by the sweeps, which call `kick`.
 */
export function createSender(delivery: Delivery): Sender {
  const queued = new Set<string>();
  const again = new Set<string>();
  const running = new Map<string, Promise<void>>();
  const timers = new Set<NodeJS.Timeout>();
  let isStopped = false;

  function kick(conversationId: string): void {
    if (isStopped) return;
    if (running.has(conversationId)) again.add(conversationId);
    else queued.add(conversationId);
    startQueued();
  }

  function startQueued(): void {
    for (const conversationId of queued) {
      if (running.size >= CONCURRENCY || isStopped) return;
      queued.delete(conversationId);
      running.set(conversationId, run(conversationId));
    }
  }

  async function run(conversationId: string): Promise<void> {
    try {
      await drain(conversationId);
    } catch (error) {
      log.error({ code: 'delivery_failed', conversationId, reason: String(error) });
    }
    running.delete(conversationId);
    if (again.delete(conversationId)) queued.add(conversationId);
    startQueued();
  }

  async function drain(conversationId: string): Promise<void> {
    const claimed = await claimNext(delivery, conversationId);
    if (claimed.waitMs) later(conversationId, claimed.waitMs);
    let held: Held | undefined = claimed.held;
    while (held) {
      const after = await sendHeld(delivery, held);
      for (const touched of after.touched) kick(touched);
      if (after.waitMs !== undefined) later(conversationId, after.waitMs);
      held = after.held;
    }
  }

  function later(conversationId: string, ms: number): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      kick(conversationId);
    }, ms);
    timer.unref();
    timers.add(timer);
  }

  async function idle(): Promise<void> {
    while (running.size > 0) await Promise.all(running.values());
  }

  return {
    kick,
    idle,
    stop() {
      isStopped = true;
      for (const timer of timers) clearTimeout(timer);
      return idle();
    },
  };
}
