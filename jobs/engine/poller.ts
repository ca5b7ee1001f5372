import { log } from '../../src/log.js';
import type { Job } from '../job.js';
import type { Runner } from './runner.js';
import type { Timings } from './timings.js';

/** Does the queue's work while no tick comes. */
export interface Poller {
  isActive(): boolean;
  /** Runs a job at the next look instead of when it is due. */
  nudge(name: string): void;
  stop(): void;
}

/**
 * Looks every `pollEveryMs` whether ticks have stayed away for `pollAfterMs`, and only then runs each job as often as the
 * scheduler would. A tick ends it: the round in hand is finished and no other begins.
 */
export function startPoller(options: {
  readonly jobs: readonly Job<never>[];
  readonly runner: Runner;
  readonly timings: Timings;
  readonly msSinceTick: () => number;
  /** Called when this process itself slept, so that what it did not hear is not taken for silence. */
  readonly onSlept: () => void;
}): Poller {
  const { jobs, runner, timings, msSinceTick, onSlept } = options;
  const isSilent = () => msSinceTick() >= timings.pollAfterMs;
  const nudged = new Set<string>();
  let isActive = false;
  let lookedAt = performance.now();

  const isDue = (job: Job<never>) => {
    if (runner.isBusy(job.name)) return false;
    if (nudged.delete(job.name)) return true;
    const last = runner.lastStart(job.name);
    return last === undefined || performance.now() - last >= job.everyMs;
  };
  const look = () => {
    if (!isActive && performance.now() - lookedAt > timings.pollAfterMs / 2) onSlept();
    lookedAt = performance.now();
    if (isActive !== isSilent()) {
      isActive = isSilent();
      nudged.clear();
      if (isActive) log.warn({ code: 'poller-on' }, 'No tick came from Redis; the poller does the due work.');
      else log.info({ code: 'poller-off' }, 'Ticks are back; the queue does the due work.');
    }
    if (!isActive) return;
    // The runner has already logged what a job threw.
    for (const job of jobs.filter(isDue)) runner.run(job.name, 'poller', { mayGoOn: isSilent }).catch(() => undefined);
  };
  const timer = setInterval(look, timings.pollEveryMs);
  return {
    isActive: () => isActive && isSilent(),
    nudge: (name) => nudged.add(name),
    stop: () => clearInterval(timer),
  };
}
