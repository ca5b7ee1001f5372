import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What an app said to one request; status 0 when it did not answer. */
interface Answered {
  readonly status: number;
  readonly ms: number;
}

/** Sends signed bodies over kept connections, many at a time. */
export interface Sender {
  send(url: string, body: string, headers: Readonly<Record<string, string>>): Promise<Answered>;
  close(): void;
}

export function signedSender(connections = 64): Sender {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return {
    send: (url, body, headers) =>
      new Promise((resolve) => {
        const started = performance.now();
        const end = (status: number) => resolve({ status, ms: performance.now() - started });
        const bytes = Buffer.from(body);
        const own = { 'content-type': 'application/json', 'content-length': String(bytes.length) };
        const sent = request(url, { method: 'POST', agent, headers: { ...own, ...headers } });
        sent.on('error', () => end(0));
        sent.on('response', (response) => {
          response.resume();
          response.on('end', () => end(response.statusCode ?? 0));
          response.on('error', () => end(0));
        });
        sent.end(bytes);
      }),
    close: () => agent.destroy(),
  };
}

/** Takes every event in the desk's place and keeps the bodies, to be delivered later in any order. */
export async function startSink(): Promise<{ readonly url: string; readonly bodies: string[]; stop(): Promise<void> }> {
  const bodies: string[] = [];
  const server = createServer((asked, response) => {
    const chunks: Buffer[] = [];
    asked.on('data', (chunk: Buffer) => chunks.push(chunk));
    asked.on('end', () => {
      bodies.push(Buffer.concat(chunks).toString('utf8'));
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bodies,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The same things in another order, drawn from a seed. */
export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const mixed = [...items];
  for (let index = mixed.length - 1; index > 0; index -= 1) {
    const other = Math.floor(random() * (index + 1));
    [mixed[index], mixed[other]] = [mixed[other] as T, mixed[index] as T];
  }
  return mixed;
}

/** Does something with every item, `width` at a time. */
export async function inTurn<T>(width: number, items: readonly T[], act: (item: T) => Promise<void>): Promise<void> {
  let next = 0;
  const work = async () => {
    while (next < items.length) {
      const item = items[next] as T;
      next += 1;
      await act(item);
    }
  };
  await Promise.all(Array.from({ length: width }, work));
}
