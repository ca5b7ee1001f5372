import type { Redis } from 'ioredis';
import { log } from '../src/log.js';

/** Warns, each time with the mend, of a Redis that would lose or refuse the queue. Answers the codes it warned of. */
export async function checkRedis(redis: Pick<Redis, 'info'>): Promise<readonly string[]> {
  const info = parseInfo(await redis.info());
  const codes: string[] = [];
  const version = info.get('redis_version') ?? '0';
  if (isOlder(version, [6, 2])) {
    codes.push('redis-version');
    log.warn({ code: 'redis-version', version }, 'Redis is older than 6.2: upgrade it, the queue needs 6.2 or later.');
  }
  const policy = info.get('maxmemory_policy');
  if (policy !== undefined && policy !== 'noeviction') {
    codes.push('redis-eviction');
    log.warn(
      { code: 'redis-eviction', policy },
      'Redis may evict the queue when memory is short: set "maxmemory-policy noeviction" in redis.conf, or run CONFIG SET maxmemory-policy noeviction.',
    );
  }
  return codes;
}

function parseInfo(text: string): ReadonlyMap<string, string> {
  const pairs = text.split(/\r?\n/).map((line) => line.split(':') as [string, string | undefined]);
  return new Map(pairs.map(([key, value]) => [key, (value ?? '').trim()]));
}

function isOlder(version: string, [major, minor]: readonly [number, number]): boolean {
  const [a = 0, b = 0] = version.split('.').map(Number);
  return a < major || (a === major && b < minor);
}
