import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Route } from '../../chat/platform.js';
import { sendAsset } from './assets.js';
import { checkDoor, setSecurityHeaders } from './door.js';
import type { ExampleCompany } from './example-company.js';
import { firstLook, type Previews } from './first-look.js';
import type { Incoming } from './incoming.js';
import { sendFailure, sendJson } from './json-answer.js';
import { messageLimit, readJson } from './json-body.js';
import type { Live } from './live.js';
import { Refusal } from './refusal.js';
import {
  companyRequest,
  deleteRequest,
  editRequest,
  pressRequest,
  previewRequest,
  sayRequest,
  submitRequest,
} from './requests.js';
import type { PlaygroundStore } from './store.js';

interface RoutesOptions {
  readonly store: PlaygroundStore;
  readonly previews: Previews;
  readonly publicDir: string;
  readonly allowedHosts: readonly string[];
  readonly incoming: Incoming;
  readonly live: Live;
  readonly company: ExampleCompany;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** The page at `/` and what it talks to under `/playground/`. Every failure is answered as `{error}`. */
export function createRoutes(options: RoutesOptions): readonly Route[] {
  const handlers = handlersOf(options);
  const handle: Handler = async (request, response) => {
    setSecurityHeaders(response);
    try {
      checkDoor(request, options.allowedHosts);
      const path = new URL(request.url ?? '/', 'http://localhost').pathname;
      const asset = path === '/' ? 'index.html' : path.match(/^\/playground\/assets\/([^/]+)$/)?.[1];
      if (asset && isReading(request))
        return await sendAsset(request, response, { dir: options.publicDir, name: asset });
      const handler = handlers[`${request.method} ${path}`];
      if (!handler) throw new Refusal(404, 'There is nothing here.');
      await handler(request, response);
    } catch (failure) {
      sendFailure(response, failure);
    }
  };
  return [
    { path: '/', handle },
    { path: '/playground/', handle },
  ];
}

function handlersOf({ store, previews, incoming, live, company }: RoutesOptions): Readonly<Record<string, Handler>> {
  return {
    'GET /playground/state': async (_, response) => sendJson(response, 200, await firstLook(store, previews, company)),
    'GET /playground/events': async (request, response) => live.watch(response, lastSeen(request)),
    'POST /playground/say': async (request, response) =>
      sendJson(response, 200, await incoming.say(await readJson(request, sayRequest, messageLimit))),
    'POST /playground/edit': async (request, response) =>
      sendJson(response, 200, await incoming.edit(await readJson(request, editRequest, messageLimit))),
    'POST /playground/delete': async (request, response) =>
      sendJson(response, 200, await incoming.delete(await readJson(request, deleteRequest))),
    'POST /playground/press': async (request, response) =>
      sendJson(response, 200, await incoming.press(await readJson(request, pressRequest))),
    'POST /playground/submit': async (request, response) =>
      sendJson(response, 200, await incoming.submit(await readJson(request, submitRequest))),
    'POST /playground/company': async (request, response) => {
      await readJson(request, companyRequest);
      await company.fill();
      sendJson(response, 200, { isFilled: true });
    },
    'POST /playground/preview': async (request, response) => {
      const { name, reply } = await readJson(request, previewRequest);
      const preview = Object.hasOwn(previews, name) ? previews[name] : undefined;
      if (!preview) throw new Refusal(404, 'There is no such view of a card.');
      sendJson(response, 200, { preview: preview(reply) });
    },
  };
}

function isReading({ method }: IncomingMessage): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** The revision a page has seen: what its browser says when it comes back, else what the page asks for. */
function lastSeen(request: IncomingMessage): number {
  const asked = new URL(request.url ?? '/', 'http://localhost').searchParams.get('after');
  const value = Number(request.headers['last-event-id'] ?? asked ?? 0);
  return Number.isSafeInteger(value) && value >= 0 ? value : 0;
}
