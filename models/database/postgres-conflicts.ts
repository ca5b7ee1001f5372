import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf } from './database-errors.js';

/** Serialization failure, deadlock: the transaction did nothing and may simply be run again (PostgreSQL, Appendix A). */
const CONFLICTS = new Set(['40001', '40P01']);
/** Four processes with 200 parallel writers each on one row need about twenty. */
const ATTEMPTS = 100;
const LONGEST_PAUSE_MS = 25;

/**
 * Runs work again until it meets no other writer. Those that met one go on one at a time in this process, with a pause
 * of random length, so that they do not meet each other again and again.
 */
export function retryConflicts() {
  let turn: Promise<unknown> = Promise.resolve();
  return async function retrying<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!isConflict(error)) throw error;
    }
    const mine = turn.then(() => again(work));
    turn = mine.catch(() => undefined);
    return mine;
  };
}

async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 2; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isConflict(error) || attempt >= ATTEMPTS) throw error;
    }
    await sleep(Math.random() * Math.min(attempt, LONGEST_PAUSE_MS));
  }
}

function isConflict(error: unknown): boolean {
  return CONFLICTS.has(codeOf(error));
}
