import type { RequestHandler } from 'express';
import { QUEUES_PATH } from './queues.js';

const common = ["default-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"];
const pages = [...common, "style-src 'self'"].join('; ');
/** bull-board is a page of scripts, and styles itself in places. */
const board = [
  ...common.filter((rule) => !rule.startsWith('base-uri')),
  "base-uri 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
].join('; ');

/** What every answer of the console carries: nothing of it may be framed, sniffed, cached or told to others. */
export const securityHeaders: RequestHandler = (request, response, next) => {
  response.set({
    'content-security-policy': request.path.startsWith(QUEUES_PATH) ? board : pages,
    'cache-control': 'no-store',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=()',
    // Without a referrer browsers would send forms from nowhere (`Origin: null`).
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  });
  next();
};
