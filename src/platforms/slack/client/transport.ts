import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';

/** A connection nobody used for so long, ms, is not used again: the other end may be closing it. */
const IDLE_MS = 4_000;
/** Answers of the methods we call are far smaller. */
const MOST_BYTES = 8_000_000;

/** What came back, whatever its status. */
export interface Answer {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly text: string;
}

/** Posts a form and returns the whole answer. Rejects with what Node says went wrong, or a `TimeoutError`. */
export type Transport = (url: URL, headers: Readonly<Record<string, string>>, body: string) => Promise<Answer>;

/**
 * Sends over connections that are kept. Follows no redirect, repeats nothing, and gives up after `timeoutMs`, the
 * answer's body included.
 */
export function createTransport(timeoutMs: number): Transport {
  const kept = { keepAlive: true, timeout: IDLE_MS } as const;
  const http = new HttpAgent(kept);
  const https = new HttpsAgent(kept);
  return (url, headers, body) =>
    new Promise((resolve, reject) => {
      const [send, agent] = url.protocol === 'https:' ? [httpsRequest, https] : [httpRequest, http];
      const length = { 'content-length': Buffer.byteLength(body) };
      const request = send(url, { method: 'POST', agent, headers: { ...headers, ...length } });
      const timer = setTimeout(() => request.destroy(new TimeoutError(request.socket)), timeoutMs);
      request.once('close', () => clearTimeout(timer));
      request.on('error', reject);
      request.once('response', (response) => readAnswer(response).then(resolve, reject));
      request.end(body);
    });
}

/** Says so when not even a connection was there: then nothing was sent. */
class TimeoutError extends Error {
  override readonly name = 'TimeoutError';
  readonly syscall: 'connect' | undefined;
  readonly code: 'ETIMEDOUT' | undefined;
  constructor(socket: Socket | null) {
    super('no answer in time');
    const isConnected = socket !== null && !socket.connecting;
    this.syscall = isConnected ? undefined : 'connect';
    this.code = isConnected ? undefined : 'ETIMEDOUT';
  }
}

function readAnswer(response: IncomingMessage): Promise<Answer> {
  const { statusCode: status = 0, headers } = response;
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    response.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes > MOST_BYTES) response.destroy(new Error('too long an answer'));
    });
    response.on('error', reject);
    response.once('end', () =>
      resolve({ status, retryAfter: headers['retry-after'], text: Buffer.concat(chunks).toString('utf8') }),
    );
  });
}
