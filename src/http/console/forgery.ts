import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** What a form of this session carries, so that no other site can send it in the person's name. */
export function formToken(secret: string): string {
  return createHmac('sha256', secret).update('console form').digest('base64url');
}

/** Whether a form carried the session's own token. */
export function isFormToken(secret: string, given: unknown): boolean {
  const [ours, theirs] = [Buffer.from(formToken(secret)), Buffer.from(String(given))];
  return ours.length === theirs.length && timingSafeEqual(ours, theirs);
}

/** Whether a request came from a page of ours, or from no page at all; browsers say where a POST comes from. */
export function isFromOurPage({ headers }: IncomingMessage, publicUrl: string | undefined): boolean {
  const site = headers['sec-fetch-site'];
  if (site === 'same-origin') return true;
  if (site !== undefined && site !== 'none') return false;
  const { origin } = headers;
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  const { host } = new URL(origin);
  return host === headers.host?.toLowerCase() || (publicUrl !== undefined && host === new URL(publicUrl).host);
}
