import { once } from 'node:events';
import { checkRedis, type RedisProblem } from './check-redis.js';
import { closeWithin } from './close-within.js';
import { connectRedis } from './connection.js';
import { errorCode } from './error-code.js';

/** What one look at a Redis found. */
export type RedisFound =
  | { readonly isReached: false; readonly reason: string }
  | {
      readonly isReached: true;
      readonly problems: readonly RedisProblem[];
      /** How far its clock is ahead of this machine's, ms. */
      readonly aheadMs: number;
    };

const PATIENCE_MS = 5_000;

/** Looks at a Redis once, from the outside. */
export async function probeRedis(url: string): Promise<RedisFound> {
  const link = await connectRedis({ url });
  const redis = link.openWorker();
  try {
    let found: RedisFound = { isReached: false, reason: 'no answer within 5 s' };
    const look = async () => {
      // Rejects with the first error of the connection, instead of trying again.
      await once(redis, 'ready');
      const problems = await checkRedis(redis);
      const [seconds = 0, micros = 0] = (await redis.time()).map(Number);
      found = { isReached: true, problems, aheadMs: seconds * 1_000 + micros / 1_000 - Date.now() };
    };
    await closeWithin(
      look().catch((error) => {
        found = { isReached: false, reason: errorCode(error) };
      }),
      PATIENCE_MS,
    );
    return found;
  } finally {
    await link.stop();
  }
}
