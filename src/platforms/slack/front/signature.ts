import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

const windowSeconds = 300;
const signatureForm = /^v0=([0-9a-f]{64})$/;
const timestampForm = /^\d{1,12}$/;

/** The two headers in the one form Slack sends them, not yet compared with anything. */
export interface SignatureClaim {
  readonly timestamp: string;
  readonly digest: Buffer;
}

/** Whether the request carries neither signature header. */
export function isUnsigned(headers: IncomingHttpHeaders): boolean {
  return headers['x-slack-signature'] === undefined && headers['x-slack-request-timestamp'] === undefined;
}

/**
 * Reads the headers strictly and checks the age both ways, so that most garbage costs no body and no digest. Slack's
 * rule is five minutes old at most; a time ahead of ours by more is as wrong.
 */
export function readClaim(headers: IncomingHttpHeaders, now: Date): SignatureClaim | undefined {
  const timestamp = headers['x-slack-request-timestamp'];
  const signature = headers['x-slack-signature'];
  if (typeof timestamp !== 'string' || typeof signature !== 'string') return undefined;
  const digest = signatureForm.exec(signature)?.[1];
  if (digest === undefined || !timestampForm.test(timestamp)) return undefined;
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > windowSeconds) return undefined;
  return { timestamp, digest: Buffer.from(digest, 'hex') };
}

/** Compares the claim with the digest of the raw bytes, in constant time. */
export function isSignedBy(secret: string, claim: SignatureClaim, body: Buffer): boolean {
  const expected = createHmac('sha256', secret).update(`v0:${claim.timestamp}:`).update(body).digest();
  return timingSafeEqual(expected, claim.digest);
}
