import { type CryptoKey, importJWK } from 'jose';
import { z } from 'zod';

/** A key of the channel, and the channels it may speak for. */
interface ChannelKey {
  readonly key: CryptoKey;
  readonly endorsements: readonly string[];
}

/** The channel's keys as they are published. */
export interface Keys {
  /** The key of this id; undefined when the channel has none. Rejects when the keys are not to be had. */
  find(keyId: string): Promise<ChannelKey | undefined>;
  /** Reads them unless they are there. Rejects when they are not to be had. */
  warm(): Promise<void>;
}

const hour = 3_600_000;
/** Keys older than this are looked for anew, and serve meanwhile. */
const freshMs = 12 * hour;
/** Keys older than this serve no more. */
const mostAgeMs = 24 * hour;
/** Before an attempt that failed is repeated. */
const againMs = 5_000;
/** An id nobody knows may be that of a new key: it is looked for so often at most. */
const unknownMs = hour;
const mostKeys = 100;

const metadata = z.object({ jwks_uri: z.string() });
const published = z.object({
  keys: z
    .array(
      z.object({
        kty: z.string(),
        kid: z.string().min(1).max(200),
        n: z.string().optional(),
        e: z.string().optional(),
        endorsements: z.array(z.string()).optional(),
      }),
    )
    .max(mostKeys),
});

/** Reads the channel's keys from its metadata, and keeps them for a day at most. */
export function createKeys(of: { metadataUrl: string; clock: () => Date; timeoutMs: number }): Keys {
  let keys: ReadonlyMap<string, ChannelKey> = new Map();
  let readAt = Number.NEGATIVE_INFINITY;
  let triedAt = Number.NEGATIVE_INFINITY;
  let triedUnknownAt = Number.NEGATIVE_INFINITY;
  let underWay: Promise<void> | undefined;
  const now = () => of.clock().getTime();

  function read(): Promise<void> {
    if (underWay) return underWay;
    triedAt = now();
    underWay = readKeys(of)
      .then((found) => {
        keys = found;
        readAt = now();
      })
      .finally(() => {
        underWay = undefined;
      });
    return underWay;
  }

  async function readAgain(): Promise<void> {
    if (!underWay && now() - triedAt < againMs) throw new Error('keys_not_to_be_had');
    await read();
  }

  async function warm(): Promise<void> {
    const age = now() - readAt;
    if (age > mostAgeMs) await readAgain();
    else if (age > freshMs) readAgain().catch(() => undefined);
  }

  return {
    warm,
    async find(keyId) {
      await warm();
      const known = keys.get(keyId);
      if (known || now() - triedUnknownAt < unknownMs) return known;
      triedUnknownAt = now();
      await read().catch(() => undefined);
      return keys.get(keyId);
    },
  };
}

async function readKeys(of: { metadataUrl: string; timeoutMs: number }): Promise<ReadonlyMap<string, ChannelKey>> {
  const { jwks_uri: keysUrl } = metadata.parse(await readJson(of.metadataUrl, of.timeoutMs));
  const { origin } = new URL(of.metadataUrl);
  if (new URL(keysUrl).origin !== origin) throw new Error('keys_elsewhere');
  const { keys } = published.parse(await readJson(keysUrl, of.timeoutMs));
  const found = new Map<string, ChannelKey>();
  for (const { kty, kid, n, e, endorsements = [] } of keys) {
    if (kty !== 'RSA' || n === undefined || e === undefined) continue;
    const key = await importJWK({ kty, n, e }, 'RS256').catch(() => undefined);
    if (key && !(key instanceof Uint8Array)) found.set(kid, { key, endorsements });
  }
  if (found.size === 0) throw new Error('no_keys');
  return found;
}

async function readJson(url: string, timeoutMs: number): Promise<unknown> {
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
  if (!response.ok) throw new Error(`http_${response.status}`);
  return response.json();
}
