import { DeskError } from '../../src/errors.js';

/** Names an error without its text, which may hold a message body or an address: a code is safe in a log and in Redis. */
export function errorCode(error: unknown): string {
  if (error instanceof DeskError) return error.code;
  if (!(error instanceof Error)) return 'unknown';
  if ('code' in error && typeof error.code === 'string' && error.code !== '') return error.code;
  const reply = /^(BUSY|LOADING|MISCONF|MOVED|NOAUTH|NOPERM|NOSCRIPT|OOM|READONLY|WRONGPASS)\b/.exec(error.message);
  return reply?.[1] ?? error.name;
}
