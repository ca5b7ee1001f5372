import { Worker } from 'bullmq';
import { followProgress, type Progress } from '../progress.js';
import { closeWithin } from './close-within.js';
import type { RedisLink } from './connection.js';
import { errorCode } from './error-code.js';
import { keyPrefix, queueName } from './queue.js';
import type { Runner } from './runner.js';
import type { Timings } from './timings.js';

/** The worker of this process. */
export interface QueueWorker {
  /** Takes no further job. */
  rest(): Promise<void>;
  /** Answers false when closing took longer than `commandMs`. Wait for the runs to end before. */
  close(isUp: boolean): Promise<boolean>;
}

/** Starts the BullMQ worker that runs what the queue asks for. It waits for a Redis that is down, however long. */
export function startWorker(options: {
  readonly link: RedisLink;
  readonly runner: Runner;
  readonly timings: Timings;
  readonly concurrency: number;
  readonly onTick: () => void;
  /** How many rows are left for a job; undefined where nobody can say. */
  readonly left: (name: string) => Promise<number | undefined>;
}): QueueWorker {
  const { link, runner, timings, concurrency, onTick, left } = options;
  const worker = new Worker(
    queueName,
    async (task) => {
      if (task.repeatJobKey) onTick();
      const follower = followProgress({
        everyMs: timings.progressMs,
        left: () => left(task.name),
        tell: (progress) => task.updateProgress(asShown(progress)),
      });
      try {
        return { handled: await runner.run(task.name, 'bullmq', { report: follower.report }) };
      } catch (error) {
        // Redis keeps the reason of a failure: it gets the code, never the text.
        throw new Error(errorCode(error));
      } finally {
        await follower.end();
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
  let isResting = false;
  // Refused calls (BUSY, OOM, READONLY) are tried again by BullMQ without a pause; this is the pause.
  worker.on('error', () => {
    if (resumeTimer || isResting) return;
    void worker.pause(true);
    resumeTimer = setTimeout(() => {
      resumeTimer = undefined;
      void worker.resume();
    }, timings.retryMs);
  });
  return {
    async rest() {
      isResting = true;
      clearTimeout(resumeTimer);
      await worker.pause(true);
    },
    // Closing politely tells Redis what became of the last jobs; with Redis down that would wait for ever.
    close: (isUp) => closeWithin(worker.close(!isUp), timings.commandMs),
  };
}

/** bull-board draws `progress` as a share of a hundred, and shows the rest as it is. */
function asShown({ done, of, perSecond }: Progress) {
  if (of === undefined) return { done, perSecond };
  return { progress: Math.floor((100 * done) / Math.max(1, of)), done, of, perSecond };
}
