import type { Redis } from 'ioredis';

/** Something about how Redis is set up that would lose or refuse the queue, with the mend. */
export interface RedisProblem {
  readonly code: 'redis-version' | 'redis-eviction' | 'redis-persistence' | 'redis-replica';
  readonly text: string;
}

/** Reads what Redis tells of itself, and names everything that does not fit a queue. */
export async function checkRedis(redis: Pick<Redis, 'info'>): Promise<readonly RedisProblem[]> {
  const info = parseInfo(await redis.info());
  const version = info.get('redis_version') ?? '0';
  const policy = info.get('maxmemory_policy') ?? 'noeviction';
  const failsToSave = ['rdb_last_bgsave_status', 'aof_last_write_status'].some((key) => info.get(key) === 'err');
  const problems: (RedisProblem | false)[] = [
    isOlder(version, [6, 2]) && {
      code: 'redis-version',
      text: `Redis ${version} is older than 6.2: upgrade it, the queue needs 6.2 or later.`,
    },
    policy !== 'noeviction' && {
      code: 'redis-eviction',
      text: `Redis may evict the queue when memory is short (${policy}): set "maxmemory-policy noeviction" in redis.conf, or run CONFIG SET maxmemory-policy noeviction.`,
    },
    failsToSave && {
      code: 'redis-persistence',
      text: 'Redis cannot save to its disk and will refuse writes: make room there, or switch saving off (the desk needs none of it).',
    },
    info.get('role') === 'slave' && {
      code: 'redis-replica',
      text: 'REDIS_URL points at a replica, which refuses writes: point it at the primary.',
    },
  ];
  return problems.filter((one) => one !== false);
}

function parseInfo(text: string): ReadonlyMap<string, string> {
  const pairs = text.split(/\r?\n/).map((line) => line.split(':') as [string, string | undefined]);
  return new Map(pairs.map(([key, value]) => [key, (value ?? '').trim()]));
}

function isOlder(version: string, [major, minor]: readonly [number, number]): boolean {
  const [a = 0, b = 0] = version.split('.').map(Number);
  return a < major || (a === major && b < minor);
}
