import { Queue } from 'bullmq';
import type { Job } from '../job.js';
import type { RedisLink } from './connection.js';
import type { Timings } from './timings.js';

export const queueName = 'desk';
/** Every key of ours in Redis begins with it. */
export const keyPrefix = 'deskhand';

/**
 * What a job leaves behind for the console: the last few, and no stack or data that could hold a word of a message. The
 * embedded server copies a whole list at every touch, so long ones would cost every tick.
 */
export const keepJobs = {
  removeOnComplete: { count: 30, age: 3_600 },
  removeOnFail: { count: 30, age: 7 * 86_400 },
  stackTraceLimit: 0,
} as const;

/** Opens the queue. Its calls fail at once while Redis is down: BullMQ's own waiting for a connection is switched off. */
export function openQueue(link: RedisLink): Queue {
  const queue = new Queue(queueName, {
    connection: link.producer,
    prefix: keyPrefix,
    skipVersionCheck: true,
    skipWaitingForReady: true,
    skipMetasUpdate: true,
    defaultJobOptions: keepJobs,
  });
  queue.on('error', link.report);
  return queue;
}

/** Proves that Redis takes writes, by setting how many events BullMQ keeps (10,000 otherwise). Throws when it does not. */
export async function proveWritable(queue: Queue, link: RedisLink): Promise<void> {
  await link.producer.hset(queue.toKey('meta'), 'opts.maxLenEvents', '10');
}

/**
 * Makes the function that asks for a job to run soon. It never throws and never waits. Calls within `wakeMs` become one,
 * and so do those within `wakeRestMs` of the last one sent. In Redis at most one wish waits for a job; one that comes
 * during its run is kept until after it.
 */
export function createWake(
  queue: Queue,
  jobs: readonly Job<never>[],
  timings: Timings,
): { readonly wake: (name: string) => void; readonly stop: () => void } {
  const names = new Set(jobs.map((job) => job.name));
  const pending = new Map<string, NodeJS.Timeout>();
  const sentAt = new Map<string, number>();
  const delay = (name: string) => {
    const rested = performance.now() - (sentAt.get(name) ?? Number.NEGATIVE_INFINITY);
    return Math.max(timings.wakeMs, timings.wakeRestMs - rested);
  };
  const send = (name: string) => {
    pending.delete(name);
    sentAt.set(name, performance.now());
    const deduplication = { id: `wake-${name}`, keepLastIfActive: true };
    // A wish that is lost costs time only: the next tick does the work.
    queue.add(name, {}, { deduplication }).catch(() => undefined);
  };
  return {
    wake(name) {
      if (!names.has(name) || pending.has(name)) return;
      pending.set(name, setTimeout(send, delay(name), name));
    },
    stop() {
      for (const timer of pending.values()) clearTimeout(timer);
      pending.clear();
    },
  };
}
