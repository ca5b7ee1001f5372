import { Redis, type RedisOptions } from 'ioredis';
import { DeskError } from '../../src/errors.js';
import { log } from '../../src/log.js';
import { startEmbeddedRedis } from './embedded-redis.js';
import { errorCode } from './error-code.js';
import { defaultTimings, type Timings } from './timings.js';

/** The two ways to talk to one Redis, embedded or not. */
export interface RedisLink {
  readonly kind: 'embedded' | 'external';
  /** Fails at once while Redis is down, and after `commandMs` while it is silent. */
  readonly producer: Redis;
  /** Opens a connection that waits for Redis however long it takes, as BullMQ workers need it. */
  openWorker(): Redis;
  /** Logs what goes wrong with Redis, one line a minute. */
  report(error: unknown): void;
  /** Closes every connection at once, the embedded server included. */
  stop(): Promise<void>;
}

const reportEveryMs = 60_000;

/**
 * Connects to REDIS_URL (redis:// or rediss://), or starts the embedded server where there is none. Never waits for a
 * Redis that is down: it connects when it comes back. Throws DeskError `redis-url` for an address that is none.
 */
export async function connectRedis(
  options: { readonly url?: string | undefined; readonly timings?: Timings } = {},
): Promise<RedisLink> {
  const timings = options.timings ?? defaultTimings;
  if (options.url !== undefined) assertRedisUrl(options.url);
  const embedded = options.url === undefined ? await startEmbeddedRedis() : undefined;
  const url = options.url ?? embedded?.url ?? '';
  const report = reporter(timings);
  const open: Redis[] = [];
  const connect = (own: RedisOptions) => {
    const redis = new Redis(url, { ...shared(timings), ...own, replyMapping: 'legacy' });
    redis.on('error', report);
    open.push(redis);
    return redis;
  };
  return {
    kind: embedded ? 'embedded' : 'external',
    producer: connect({
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      commandTimeout: timings.commandMs,
      autoResendUnfulfilledCommands: false,
    }),
    openWorker: () => connect({ maxRetriesPerRequest: null }),
    report,
    async stop() {
      for (const redis of open) redis.disconnect();
      await embedded?.stop();
    },
  };
}

function assertRedisUrl(url: string): void {
  if (URL.canParse(url) && ['redis:', 'rediss:'].includes(new URL(url).protocol)) return;
  const texts = 'REDIS_URL must begin with redis:// or rediss://. Leave it out to use the built-in queue.';
  throw new DeskError('redis-url', { message: texts, userMessage: texts });
}

function shared(timings: Timings): RedisOptions {
  return {
    connectTimeout: timings.silentMs,
    socketTimeout: timings.silentMs,
    retryStrategy: (attempt) => Math.min(25 * 2 ** Math.min(attempt, 10), timings.retryMs),
    // After a failover the old primary keeps the connection and refuses every write: only a new one finds the new primary.
    reconnectOnError: (error) => error.message.startsWith('READONLY'),
  };
}

function reporter(timings: Timings): (error: unknown) => void {
  let quietUntil = 0;
  return (error) => {
    const now = performance.now();
    if (now < quietUntil) return;
    quietUntil = now + reportEveryMs;
    log.warn(
      { code: errorCode(error), pollAfterMs: timings.pollAfterMs },
      'Redis has a problem; due work waits for it, then the poller does it. Check that REDIS_URL is right and Redis is running.',
    );
  };
}
