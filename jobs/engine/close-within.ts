import { setTimeout as wait } from 'node:timers/promises';

/** Waits for something to close, but no longer than `ms`; answers whether it did. A failure to close counts as closed. */
export async function closeWithin(closing: Promise<unknown>, ms: number): Promise<boolean> {
  const limit = new AbortController();
  try {
    return await Promise.race([
      closing.then(
        () => true,
        () => true,
      ),
      wait(ms, false, { signal: limit.signal }),
    ]);
  } finally {
    limit.abort();
  }
}
