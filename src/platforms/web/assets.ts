import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { Refusal } from './refusal.js';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

const plainName = /^[a-z][a-z0-9-]*\.(css|html|js|svg)$/;

/** Serves one file of the page. Only plain names count, so nothing outside the folder can be reached. */
export async function sendAsset(
  request: IncomingMessage,
  response: ServerResponse,
  file: { readonly dir: string; readonly name: string },
): Promise<void> {
  if (!plainName.test(file.name)) throw notFound();
  const body = await readFile(join(file.dir, file.name)).catch(() => Promise.reject(notFound()));
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
