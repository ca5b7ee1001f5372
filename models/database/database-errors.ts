import { DeskError } from '../../src/errors.js';

/** What the two databases call it when another writer holds on for too long, and when there is no room left. */
const BUSY = new Set(['SQLITE_BUSY', '55P03', 'SequelizeConnectionAcquireTimeoutError']);
const FULL = new Set(['SQLITE_FULL', '53100']);

/** The code of a database's error, from under Sequelize's wrapping where there is one. */
export function codeOf(error: unknown): string {
  const { code, name, original } = (error ?? {}) as { code?: string; name?: string; original?: { code?: string } };
  return original?.code ?? code ?? name ?? '';
}

/** Names the two failures that callers treat alike on both databases, `database_busy` and `database_full`; others stay. */
export function named(error: unknown): unknown {
  const code = codeOf(error);
  if (BUSY.has(code)) {
    const message = `Another writer held the database for too long (${code}); nothing was written.`;
    const userMessage = 'The desk is very busy. Please try again in a minute.';
    return new DeskError('database_busy', { message, userMessage, cause: error });
  }
  if (FULL.has(code)) {
    const message = `The database has no room left (${code}); nothing was written.`;
    const userMessage = 'The desk cannot store anything right now. An administrator finds the reason in the log.';
    return new DeskError('database_full', { message, userMessage, cause: error });
  }
  return error;
}
