import type { IncomingMessage, ServerResponse } from 'node:http';
import { Refusal } from './refusal.js';

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

const headers = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; '),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** Sets what every answer of the playground carries, refusals included. */
export function setSecurityHeaders(response: ServerResponse): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
}

/**
 * Refuses what did not come from a page of our own: a Host that is neither loopback nor allowed (DNS rebinding), a
 * request another site made, and a POST without our Origin (or, outside browsers, our header) or not in JSON.
 */
export function checkDoor(request: IncomingMessage, allowedHosts: readonly string[]): void {
  const host = request.headers.host ?? '';
  const name = host.replace(/:\d+$/, '').toLowerCase();
  if (!loopback.has(name) && !allowedHosts.includes(name)) {
    throw new Refusal(403, 'The playground answers on this machine only.');
  }
  if (request.method === 'POST') {
    checkPost(request, host);
    return;
  }
  const isForeign =
    request.headers['sec-fetch-site'] === 'cross-site' && request.headers['sec-fetch-mode'] !== 'navigate';
  if (isForeign) throw new Refusal(403, 'The playground answers its own page only.');
}

function checkPost(request: IncomingMessage, host: string): void {
  const { origin } = request.headers;
  const isOurs = origin === undefined ? request.headers['x-deskhand'] === 'playground' : isSameHost(origin, host);
  if (!isOurs) throw new Refusal(403, 'The playground answers its own page only.');
  const type = request.headers['content-type'] ?? '';
  if (!/^application\/json\s*(;|$)/i.test(type)) throw new Refusal(415, 'Send JSON (content-type: application/json).');
}

function isSameHost(origin: string, host: string): boolean {
  return URL.canParse(origin) && new URL(origin).host === host.toLowerCase();
}
