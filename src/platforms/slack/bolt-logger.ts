import { type Logger, LogLevel } from '@slack/web-api';
import { log } from '../../log.js';

/**
 * Bolt's and the Web API client's log, in ours. Their debug lines print whole requests, so they go nowhere; of errors
 * only the kind is kept; sentences are cut and searched for tokens.
 */
export const boltLogger: Logger = {
  debug: () => {},
  info: () => {},
  warn: (...parts) => log.warn({ platform: 'slack' }, sentence(parts)),
  error: (...parts) => log.error({ platform: 'slack' }, sentence(parts)),
  setLevel: () => {},
  getLevel: () => LogLevel.WARN,
  setName: () => {},
};

function sentence(parts: readonly unknown[]): string {
  return parts.map(word).join(' ').slice(0, 300);
}

function word(part: unknown): string {
  if (typeof part === 'string') return part.slice(0, 200).replace(/xox[a-z]+-[\w-]+|xapp-[\w-]+/g, 'xox…');
  if (part instanceof Error) return 'code' in part && typeof part.code === 'string' ? part.code : part.name;
  return typeof part;
}
