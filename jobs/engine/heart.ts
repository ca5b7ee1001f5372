import type { Queue } from 'bullmq';
import { log } from '../../src/log.js';
import type { Job } from '../job.js';
import { checkRedis, type RedisProblem } from './check-redis.js';
import type { RedisLink } from './connection.js';
import { proveWritable } from './queue.js';
import { keepSchedules } from './schedules.js';
import type { Timings } from './timings.js';

/** Knows whether Redis does its work. */
export interface Heart {
  isUp(): boolean;
  /** What is wrong with how Redis is set up, as of the last connection. */
  problems(): readonly RedisProblem[];
  stop(): void;
}

/**
 * Beats every `heartbeatMs` and whenever a connection is made: writes once, looks after the schedules, and warns of a
 * Redis that is set up wrongly, once a connection. `onTick` hears of ticks that other processes took.
 */
export function startHeart(options: {
  readonly link: RedisLink;
  readonly queue: Queue;
  readonly jobs: readonly Job<never>[];
  readonly timings: Timings;
  readonly mayMend: boolean;
  readonly onTick: () => void;
  readonly msSinceTick: () => number;
}): Heart {
  const { link, queue, jobs, timings, mayMend, onTick, msSinceTick } = options;
  const { producer } = link;
  const schedules = keepSchedules({ queue, jobs, timings, mayMend, onTick });
  let isWell = false;
  let isBeating = false;
  let isGreeted = false;
  let isPruned = !mayMend;
  let wasDown = false;
  let problems: readonly RedisProblem[] = [];
  // After an outage ticks may lie with a dead claim; after the clock was set back they lie far ahead.
  const needsRestart = () => mayMend && (wasDown || msSinceTick() > timings.pollAfterMs / 2);

  async function visit(): Promise<void> {
    if (!isGreeted && link.kind === 'external') await greet();
    isGreeted = true;
    await proveWritable(queue, link);
    if (needsRestart()) await schedules.restart();
    else await schedules.check();
    wasDown = false;
    if (!isPruned) await schedules.prune();
    isPruned = true;
  }
  async function greet(): Promise<void> {
    problems = await checkRedis(producer);
    for (const { code, text } of problems) log.warn({ code }, text);
  }
  async function beat(): Promise<void> {
    if (isBeating || producer.status !== 'ready') return;
    isBeating = true;
    try {
      await visit();
      isWell = true;
    } catch (error) {
      isWell = false;
      wasDown = true;
      link.report(error);
    } finally {
      isBeating = false;
    }
  }
  const lose = () => {
    wasDown = wasDown || isWell;
    isWell = false;
    isGreeted = false;
  };
  producer.on('ready', beat);
  producer.on('close', lose);
  const timer = setInterval(beat, timings.heartbeatMs);
  return {
    isUp: () => isWell && producer.status === 'ready',
    problems: () => problems,
    stop() {
      clearInterval(timer);
      producer.off('ready', beat);
      producer.off('close', lose);
    },
  };
}
