import type { IncomingMessage } from 'node:http';

/** Reads a body into memory up to `cap` bytes; past that it stops keeping bytes and says so. Rejects when cut off. */
export function readBody(request: IncomingMessage, cap: number): Promise<Buffer | 'too_large'> {
  if (Number(request.headers['content-length'] ?? 0) > cap) return Promise.resolve('too_large');
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > cap) {
        request.removeAllListeners('data');
        chunks.length = 0;
        resolve('too_large');
        return;
      }
      chunks.push(chunk);
    });
    request.on('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    request.on('error', () => reject(new Error('request_cut_off')));
    request.on('close', () => reject(new Error('request_cut_off')));
  });
}
