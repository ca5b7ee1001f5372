import { setImmediate } from 'node:timers/promises';
import { DeskError } from '../src/errors.js';

/** How long work may take, and how long it may do nothing that shows, ms. */
export interface Limits {
  readonly ms: number;
  readonly idle?: { readonly limitMs: number; readonly forMs: () => number };
}

/** Waits for work within its limits; then throws DeskError `row-late` and leaves it to itself. */
export async function within<T>({ ms, idle }: Limits, work: Promise<T>): Promise<T> {
  const endsAt = performance.now() + ms;
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  const limit = new Promise<never>((_, reject) => {
    const look = async () => {
      // After the process itself stood still, what is done already is heard of first.
      await setImmediate();
      if (isOver) return;
      const restMs = endsAt - performance.now();
      const idleRestMs = idle ? idle.limitMs - idle.forMs() : restMs;
      const waitMs = Math.min(restMs, idleRestMs);
      if (waitMs <= 0) reject(late());
      else timer = setTimeout(look, waitMs);
    };
    timer = setTimeout(look, idle ? Math.min(ms, idle.limitMs) : ms);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    isOver = true;
    clearTimeout(timer);
    work.catch(() => undefined);
  }
}

function late(): DeskError {
  const message = 'One row took longer than its limit.';
  return new DeskError('row-late', {
    message,
    userMessage: 'This took too long and was stopped. It will be tried again.',
  });
}
