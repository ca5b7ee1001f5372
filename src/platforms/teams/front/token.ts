import { decodeProtectedHeader, jwtVerify } from 'jose';
import { channelService } from '../client/endpoints.js';
import type { Keys } from './keys.js';

/** What a token that holds proves: the service URL it was made for, and the channels its key speaks for. */
export interface Proven {
  readonly serviceUrl: string;
  readonly endorsements: readonly string[];
}

/** `refused` is answered 401; `no_keys`, where nobody can tell, 503. */
export type Verdict = Proven | 'refused' | 'no_keys';

const bearer = /^Bearer ([\w-]{1,4096}\.[\w-]{1,16384}\.[\w-]{1,4096})$/;
const skewSeconds = 300;

/**
 * Checks a request's token before anything else reads the request: RS256 by a key of the channel, made by the channel for
 * this app, not yet expired and not from the future, five minutes of skew allowed. Nothing of a token is kept.
 */
export async function verifyToken(
  header: string | undefined,
  { keys, appId, clock }: { keys: Keys; appId: string; clock: () => Date },
): Promise<Verdict> {
  const token = bearer.exec(header ?? '')?.[1];
  const keyId = token && keyIdOf(token);
  if (!token || !keyId) return 'refused';
  let found: Awaited<ReturnType<Keys['find']>>;
  try {
    found = await keys.find(keyId);
  } catch {
    return 'no_keys';
  }
  if (!found) return 'refused';
  try {
    const { payload } = await jwtVerify(token, found.key, {
      algorithms: ['RS256'],
      issuer: channelService,
      audience: appId,
      requiredClaims: ['exp'],
      clockTolerance: skewSeconds,
      currentDate: clock(),
    });
    const { serviceurl: serviceUrl } = payload;
    if (typeof serviceUrl !== 'string' || serviceUrl === '') return 'refused';
    return { serviceUrl, endorsements: found.endorsements };
  } catch {
    return 'refused';
  }
}

function keyIdOf(token: string): string | undefined {
  try {
    const { alg, kid } = decodeProtectedHeader(token);
    return alg === 'RS256' && typeof kid === 'string' && kid !== '' && kid.length <= 200 ? kid : undefined;
  } catch {
    return undefined;
  }
}
