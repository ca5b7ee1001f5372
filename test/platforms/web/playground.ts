import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Asked, Told } from '../../../src/chat/inbound.js';
import type { Answer, Reply } from '../../../src/chat/outbound.js';
import type { Intake, Platform, Receipt } from '../../../src/chat/platform.js';
import { createWebPlatform } from '../../../src/platforms/web/index.js';
import type { PlaygroundStore } from '../../../src/platforms/web/store.js';
import { createMemoryStore } from './memory-store.js';

export const tenant = 'playground';

/** An intake that keeps what it was given and answers from a script. */
interface ScriptedIntake extends Intake {
  readonly told: Told[];
  readonly asked: Asked[];
  onTell: (told: Told) => Promise<Receipt>;
  onAsk: (asked: Asked) => Promise<Answer>;
}

interface Served {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly body: Record<string, unknown>;
}

export interface Playground {
  readonly platform: Platform;
  readonly store: PlaygroundStore;
  readonly intake: ScriptedIntake;
  readonly port: number;
  get(path: string, headers?: Record<string, string>): Promise<Served>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Served>;
  stop(): Promise<void>;
}

/** A playground over real HTTP on a port of its own, with a scripted desk behind it. */
export async function openPlayground(
  options: { readonly store?: PlaygroundStore; readonly allowedHosts?: readonly string[] } = {},
): Promise<Playground> {
  const store = options.store ?? createMemoryStore();
  const intake = scriptedIntake();
  const platform = createWebPlatform({
    tenant,
    store,
    clock: () => new Date('2026-03-02T09:00:00.000Z'),
    previews: { slack: (reply: Reply) => ({ blocks: [reply.card?.title ?? null] }) },
    publicDir: join(process.cwd(), 'src/platforms/web/public'),
    ...(options.allowedHosts ? { allowedHosts: options.allowedHosts } : {}),
  });
  await platform.start(intake);
  const server = createServer((incoming, response) => {
    const path = new URL(incoming.url ?? '/', 'http://localhost').pathname;
    const route = platform.routes.find((one) => (one.path === '/' ? path === '/' : path.startsWith(one.path)));
    if (route) void route.handle(incoming, response);
    else response.writeHead(404).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;

  return {
    platform,
    store,
    intake,
    port,
    get: (path, headers = {}) => send(port, { method: 'GET', path, headers }),
    post: (path, body, headers = {}) =>
      send(port, { method: 'POST', path, headers: { 'content-type': 'application/json', origin, ...headers } }, body),
    async stop() {
      await platform.stop();
      server.closeAllConnections();
      server.close();
    },
  };
}

/** One request with the headers as given, `Host` included, which fetch would not send. */
function send(
  port: number,
  options: { readonly method: string; readonly path: string; readonly headers: Record<string, string> },
  body?: unknown,
): Promise<Served> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, ...options }, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk);
      const text = Buffer.concat(chunks).toString('utf8');
      const isJson = response.headers['content-type']?.startsWith('application/json');
      resolve({
        status: response.statusCode ?? 0,
        headers: response.headers,
        text,
        body: isJson ? JSON.parse(text) : {},
      });
    });
    sent.on('error', reject);
    sent.end(body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body));
  });
}

function scriptedIntake(): ScriptedIntake {
  const told: Told[] = [];
  const asked: Asked[] = [];
  const intake: ScriptedIntake = {
    told,
    asked,
    onTell: async () => 'stored',
    onAsk: async () => ({ kind: 'done' }),
    async tell(one) {
      const receipt = await intake.onTell(one);
      told.push(one);
      return receipt;
    },
    async ask(one) {
      asked.push(one);
      return intake.onAsk(one);
    },
  };
  return intake;
}
