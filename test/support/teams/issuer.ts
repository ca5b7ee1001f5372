import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';

/** The bot service's side of tokens: its published keys, and what it signs. */
export interface Issuer {
  /** A token for a service URL as the channel makes it; what is given stands in place of what is usual. */
  token(of: TokenOrder): Promise<string>;
  /** The metadata document and the keys, as they are published. */
  metadata(origin: string): object;
  keys(): object;
  /** From now on signs with another key, whose id nobody has seen. */
  rotate(): Promise<string>;
  readonly keyId: string;
  readonly publicKey: CryptoKey;
  /** How often the keys were asked for. */
  fetches: number;
  /** Whether the keys can be had. */
  isDown: boolean;
}

interface TokenOrder {
  readonly serviceUrl?: string;
  readonly audience?: string;
  readonly issuer?: string;
  /** Seconds; none where null. */
  readonly expiresAt?: number | null;
  readonly notBefore?: number;
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly keyId?: string;
}

interface Pair {
  readonly keyId: string;
  readonly publicKey: CryptoKey;
  readonly privateKey: CryptoKey;
  readonly jwk: JWK;
}

const HOUR_S = 3_600;

/** Makes the issuer of an app. `endorsements` are the channels its keys may speak for. */
export async function createIssuer(of: {
  readonly appId: string;
  readonly clock: () => Date;
  readonly endorsements?: readonly string[];
}): Promise<Issuer> {
  const { endorsements = ['msteams'] } = of;
  const pairs: Pair[] = [await newPair(1)];
  const last = (): Pair => pairs.at(-1) as Pair;
  // The desk may live by a clock of the test's, botbuilder lives by the real one: a token holds by both.
  const seconds = () => [of.clock().getTime(), Date.now()].map((ms) => Math.floor(ms / 1_000));
  const issuer: Issuer = {
    fetches: 0,
    isDown: false,
    get keyId() {
      return last().keyId;
    },
    get publicKey() {
      return last().publicKey;
    },
    async token({ serviceUrl, audience = of.appId, issuer: by = 'https://api.botframework.com', ...order }) {
      const { expiresAt = Math.max(...seconds()) + HOUR_S, notBefore = Math.min(...seconds()) - 60 } = order;
      const claims = { ...(serviceUrl !== undefined && { serviceurl: serviceUrl }), nbf: notBefore, ...order.claims };
      const jwt = new SignJWT({ ...claims, ...(expiresAt !== null && { exp: expiresAt }) });
      jwt.setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: order.keyId ?? last().keyId });
      return jwt.setIssuer(by).setAudience(audience).sign(last().privateKey);
    },
    metadata: (origin) => ({
      issuer: 'https://api.botframework.com',
      jwks_uri: `${origin}/keys`,
      id_token_signing_alg_values_supported: ['RS256'],
      token_endpoint_auth_methods_supported: ['private_key_jwt'],
    }),
    keys: () => ({
      keys: pairs.map(({ jwk, keyId }) => ({ ...jwk, use: 'sig', kid: keyId, x5t: keyId, endorsements })),
    }),
    async rotate() {
      pairs.push(await newPair(pairs.length + 1));
      return last().keyId;
    },
  };
  return issuer;
}

async function newPair(number: number): Promise<Pair> {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = await exportJWK(publicKey);
  return { keyId: `key-${number}-${jwk.n?.slice(0, 8)}`, publicKey, privateKey, jwk };
}
