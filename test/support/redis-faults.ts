import type { Redis } from 'ioredis';
import type { RedisChild } from './redis.js';

/** A way in which a Redis fails its clients, begun and ended over a connection of the test's own. */
export interface RedisFault {
  readonly name: string;
  begin(redis: RedisChild, control: Redis): Promise<unknown>;
  end(redis: RedisChild, control: Redis): Promise<unknown>;
}

export const redisFaults: readonly RedisFault[] = [
  { name: 'gone', begin: (redis) => redis.stop(), end: (redis) => redis.start() },
  { name: 'silent', begin: async (redis) => redis.freeze(), end: async (redis) => redis.thaw() },
  {
    name: 'read-only',
    begin: (_, control) => control.replicaof('127.0.0.1', 1),
    end: (_, control) => control.replicaof('NO', 'ONE'),
  },
  {
    name: 'out of memory',
    begin: (_, control) => control.config('SET', 'maxmemory', '1'),
    end: (_, control) => control.config('SET', 'maxmemory', '0'),
  },
  {
    name: 'busy',
    async begin(_, control) {
      await control.config('SET', 'busy-reply-threshold', '50');
      const other = control.duplicate();
      other.on('error', () => undefined);
      other.eval('while true do end', 0).catch(() => other.disconnect());
    },
    end: (_, control) => control.script('KILL'),
  },
];
