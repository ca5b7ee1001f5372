import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { Route } from '../chat/platform.js';

/** A file that was found by the token of its link. */
interface OpenedFile {
  readonly name: string;
  readonly bytes: number;
  content(): AsyncIterable<Buffer>;
}

/** Finds a file by the token of its link. */
export type OpenFile = (token: string) => Promise<OpenedFile | undefined>;

/**
 * `/files/TOKEN/NAME`: whoever has the link has the file. Pictures are shown; everything else is saved, never run: what a
 * file says of itself is not believed, its first bytes decide.
 */
export function filesRoute(open: OpenFile): Route {
  return {
    path: '/files/',
    async handle(request, response) {
      const [, , token = ''] = (request.url ?? '').split(/[/?]/);
      const isRead = request.method === 'GET' || request.method === 'HEAD';
      const file = isRead && TOKEN.test(token) ? await open(token) : undefined;
      if (!file) return notFound(response);
      const parts = file.content()[Symbol.asyncIterator]();
      const head = await parts.next();
      const picture = head.done ? undefined : pictureType(head.value);
      response.writeHead(200, {
        'content-type': picture ?? 'application/octet-stream',
        'content-length': file.bytes,
        'content-disposition': `${picture ? 'inline' : 'attachment'}; filename*=UTF-8''${encoded(file.name || 'file')}`,
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
        'cache-control': 'private, no-store',
        'referrer-policy': 'no-referrer',
      });
      if (request.method === 'HEAD' || head.done) return void response.end();
      await pipeline(async function* () {
        yield head.value;
        for (let part = await parts.next(); !part.done; part = await parts.next()) yield part.value;
      }, response);
    },
  };
}

const TOKEN = /^[\w-]{32}$/;

/** By the first bytes: PNG, JPEG, GIF, WebP. */
const pictures: readonly { readonly type: string; readonly starts: string; readonly behind?: string }[] = [
  { type: 'image/png', starts: '89504e470d0a1a0a' },
  { type: 'image/jpeg', starts: 'ffd8ff' },
  { type: 'image/gif', starts: '474946383' },
  { type: 'image/webp', starts: '52494646', behind: '57454250' },
];

function pictureType(head: Buffer): string | undefined {
  const hex = head.subarray(0, 16).toString('hex');
  return pictures.find(({ starts, behind }) => hex.startsWith(starts) && (!behind || hex.startsWith(behind, 16)))?.type;
}

/** RFC 5987: what encodeURIComponent leaves alone and a header may not hold. */
function encoded(name: string): string {
  return encodeURIComponent(name.toWellFormed()).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
}

function notFound(response: ServerResponse): void {
  response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' });
  response.end('This file is not here any more. Ask whoever sent it to send it again.\n');
}
