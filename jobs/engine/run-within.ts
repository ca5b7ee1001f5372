import { DeskError } from '../../src/errors.js';

/**
 * Runs `work` with the controller's signal, which aborts after `runLimitMs` if nobody aborts it earlier. Work that heeds
 * its signal ends with its own result or error; work that does not is given up `graceMs` later with DeskError `job-late`,
 * so that one hanging promise cannot hold its job up for good. What it still writes is refused by the fence on its rows.
 */
export async function runWithin<T>(
  limits: { readonly runLimitMs: number; readonly graceMs: number },
  controller: AbortController,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { signal } = controller;
  const limit = setTimeout(() => controller.abort(late()), limits.runLimitMs);
  let grace: NodeJS.Timeout | undefined;
  let giveUp = () => {};
  const givenUp = new Promise<never>((_, reject) => {
    giveUp = () => {
      grace = setTimeout(() => reject(late()), limits.graceMs);
    };
    signal.addEventListener('abort', giveUp, { once: true });
  });
  try {
    return await Promise.race([Promise.resolve().then(() => work(signal)), givenUp]);
  } finally {
    signal.removeEventListener('abort', giveUp);
    clearTimeout(limit);
    clearTimeout(grace);
  }
}

function late(): DeskError {
  return new DeskError('job-late', {
    message: 'A run took longer than its limit.',
    userMessage: 'This took too long and was stopped. It will be tried again.',
  });
}
