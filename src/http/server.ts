import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Route } from '../chat/platform.js';
import { DeskError } from '../errors.js';
import { log } from '../log.js';

export interface HttpServer {
  /** Where it listens, e.g. `http://127.0.0.1:3978`. */
  readonly url: string;
  /** Takes no more connections and ends idle ones; resolves when what is being answered has been. */
  close(): Promise<void>;
}

/** Serves the routes. A path that ends with a slash, other than `/` itself, stands for everything below it. */
export async function serveHttp(options: {
  readonly host: string;
  readonly port: number;
  readonly routes: readonly Route[];
}): Promise<HttpServer> {
  const server = createServer((request, response) => void dispatch(options.routes, request, response));
  server.keepAliveTimeout = 65_000;
  await listen(server, options);
  const { port } = server.address() as AddressInfo;
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  return { url: `http://${host}:${port}`, close: () => close(server) };
}

async function dispatch(routes: readonly Route[], request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
  const route = routes.find((one) => matches(one.path, path));
  try {
    if (route) await route.handle(request, response);
    else end(response, 404, 'Not found');
  } catch (error) {
    log.error({ code: 'http_failed', path: route?.path, reason: error instanceof Error ? error.name : 'unknown' });
    if (!response.headersSent) end(response, 500, 'Something went wrong');
    else response.destroy();
  }
}

function matches(route: string, path: string): boolean {
  return route === path || (route !== '/' && route.endsWith('/') && path.startsWith(route));
}

function end(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
}

function listen(server: Server, { host, port }: { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, { host, port })));
    server.listen(port, host, () => {
      server.removeAllListeners('error');
      resolve();
    });
  });
}

function listenError(error: NodeJS.ErrnoException, { host, port }: { host: string; port: number }): Error {
  const mends: Readonly<Record<string, string>> = {
    EADDRINUSE: `PORT: ${port} is taken: stop what listens there, or set PORT to another`,
    EACCES: `PORT: ${port} is not for everybody: set PORT to one above 1023`,
    EADDRNOTAVAIL: `HOST: ${host} is not an address of this machine`,
  };
  const text = mends[error.code ?? ''];
  return text ? new DeskError('listen', { message: text, userMessage: text }) : error;
}

/** Node ends the connections that are idle now; one that is answered later would be kept for another request. */
function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const ending = setInterval(() => server.closeIdleConnections(), ENDING_MS);
    server.close(() => {
      clearInterval(ending);
      resolve();
    });
    server.closeIdleConnections();
  });
}

/** How long a connection may stay idle while the server closes, ms. */
const ENDING_MS = 50;
