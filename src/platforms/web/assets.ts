import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import { Refusal } from './refusal.js';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

const plainName = /^[a-z][a-z0-9-]*\.(css|html|js|svg)$/;

/** Microsoft's renderer of Adaptive Cards, as its package has it for browsers. */
const adaptiveCards = createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.min.js');

/** Serves one file of the page, or the one library it draws by. Only plain names count, so nothing outside the folder can be reached. */
export async function sendAsset(
  request: IncomingMessage,
  response: ServerResponse,
  file: { readonly dir: string; readonly name: string },
): Promise<void> {
  if (!plainName.test(file.name)) throw notFound();
  const path = file.name === 'adaptivecards.js' ? adaptiveCards : join(file.dir, file.name);
  const body = await readFile(path).catch(() => Promise.reject(notFound()));
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  response.setHeader('etag', etag);
  response.setHeader('cache-control', 'no-cache');
  if (request.headers['if-none-match'] === etag) return void response.writeHead(304).end();
  response.writeHead(200, { 'content-type': types[extname(file.name)], 'content-length': body.length });
  response.end(request.method === 'HEAD' ? undefined : body);
}

function notFound(): Refusal {
  return new Refusal(404, 'There is nothing here.');
}
