import { setImmediate } from 'node:timers/promises';
import { DeskError } from '../src/errors.js';

/** Waits for work, but no longer than `ms`: then throws DeskError `row-late` and leaves it to itself. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(async () => {
      // After the process itself stood still, what is done already is heard of first.
      await setImmediate();
      reject(late());
    }, ms);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
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
