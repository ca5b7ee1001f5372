import type { ServerResponse } from 'node:http';

/** What a request is answered with; the body is JSON where there is one. */
export interface Outcome {
  readonly status: number;
  readonly body?: string;
}

/** Answers a request, unless it was answered before. What of it was not read is thrown away. */
export function respond(response: ServerResponse, { status, body }: Outcome): void {
  if (response.headersSent || response.writableEnded || response.destroyed) return;
  const type = body === undefined ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8';
  const text = body ?? '';
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(text) });
  response.end(text);
  if (response.req.complete) return;
  // What was not read is thrown away unkept, and only for a moment: an endless body does not hold the connection.
  response.req.resume();
  setTimeout(() => response.req.complete || response.req.destroy(), 1_000).unref();
}
