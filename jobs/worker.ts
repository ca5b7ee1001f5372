import { Worker } from 'bullmq';
import type { RedisLink } from './connection.js';
import { errorCode } from './error-code.js';
import { keyPrefix, queueName } from './queue.js';
import type { Runner } from './runner.js';
import type { Timings } from './timings.js';

/** Starts the BullMQ worker that runs what the queue asks for. It waits for a Redis that is down, however long. */
export function startWorker(options: {
  readonly link: RedisLink;
  readonly runner: Runner;
  readonly timings: Timings;
  readonly concurrency: number;
  readonly onTick: () => void;
}): { close(): Promise<void> } {
  const { link, runner, timings, concurrency, onTick } = options;
  const worker = new Worker(
    queueName,
    async (task) => {
      if (task.repeatJobKey) onTick();
      try {
        return { handled: await runner.run(task.name, 'bullmq') };
      } catch (error) {
        // Redis keeps the reason of a failure: it gets the code, never the text.
        throw new Error(errorCode(error));
      }
    },
    {
      connection: link.openWorker(),
      prefix: keyPrefix,
      concurrency,
      lockDuration: timings.lockMs,
      stalledInterval: timings.stalledMs,
      // A run may be repeated at any time, so a killed worker's job never has to fail for good.
      maxStalledCount: 10,
      runRetryDelay: timings.retryMs,
    },
  );
  worker.on('error', link.report);
  let resumeTimer: NodeJS.Timeout | undefined;
  // Refused calls (BUSY, OOM, READONLY) are tried again by BullMQ without a pause; this is the pause.
  worker.on('error', () => {
    if (resumeTimer || worker.closing) return;
    void worker.pause(true);
    resumeTimer = setTimeout(() => {
      resumeTimer = undefined;
      void worker.resume();
    }, timings.retryMs);
  });
  return {
    async close() {
      clearTimeout(resumeTimer);
      await worker.close();
    },
  };
}
