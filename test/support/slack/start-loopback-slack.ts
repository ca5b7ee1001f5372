import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerApi, send } from './api.js';
import { answerControl } from './control.js';
import { createDeliveries, type Delivery, type RetryMark } from './deliveries.js';
import { createFaults, type Faults } from './faults.js';
import { createIds } from './ids.js';
import { createLog } from './log.js';
import { answerFile } from './methods/files.js';
import { createRateLimits, type Limits } from './rate-limits.js';
import { readBody } from './read-request.js';
import { answerResponseUrl } from './response-url.js';
import { signature } from './sign.js';
import { addWorkspace, type LoopbackWorkspace, type NewWorkspace } from './workspace.js';
import type { ApiCall, World } from './world.js';

export interface LoopbackOptions {
  readonly signingSecret: string;
  /** Where events and interactions go; may be set later with `deliverTo`. */
  readonly eventsUrl?: string;
  readonly port?: number;
  readonly clock?: () => Date;
  /** Redelivery delays are Slack's times this: 1 is at once, 1 minute, 5 minutes. */
  readonly retryScale?: number;
  /** How long the app may take to answer, in ms. */
  readonly patienceMs?: number;
  /** Seeds what is random in faults. */
  readonly seed?: number;
  /** Off, or a number: calls, deliveries and messages are forgotten but for about the last thousand, or so many. */
  readonly remember?: boolean | number;
  /** Off: the app is not told of what its own bot wrote. The real one tells. */
  readonly echoOwnMessages?: boolean;
  /** On: `/control/…` takes orders over HTTP. */
  readonly hasControl?: boolean;
  /** Told of every Web API call once it is answered. */
  readonly onAnswered?: (call: ApiCall) => void;
}

/** A Slack on this machine: strict about what it is sent, faithful in what it sends. */
export interface LoopbackSlack {
  readonly apiUrl: string;
  readonly origin: string;
  /** Every request to the Web API and to response URLs. */
  readonly calls: readonly ApiCall[];
  /** Everything sent to the app, each try with the status it got. */
  readonly deliveries: readonly Delivery[];
  /** Calls so far by method. */
  counts(): Readonly<Record<string, number>>;
  addWorkspace(workspace: NewWorkspace): LoopbackWorkspace;
  /** One URL, or several that are served in turn. */
  deliverTo(...urls: readonly string[]): void;
  limits(limits: Limits): void;
  readonly fault: Faults['add'];
  clearFaults(): void;
  /** Sends an event that was sent before again, freshly signed; `isIdentical` repeats the very bytes and headers. */
  redeliver(eventId: string, how?: Partial<RetryMark> & { readonly isIdentical?: boolean }): Promise<Delivery>;
  /** The signature headers of a body; `timestamp` in seconds, now unless given. */
  sign(body: string, timestamp?: number | string): Record<string, string>;
  sendRaw(request: {
    readonly body: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly url?: string;
  }): Promise<Delivery>;
  /** Asks the app to prove that it owns its URL, as Slack does when the URL is set. */
  verifyUrl(): Promise<{ readonly delivery: Delivery; readonly isEchoed: boolean }>;
  /** Resolves when nothing is being delivered or waits to be delivered again. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a loopback Slack on 127.0.0.1. */
export async function startLoopbackSlack(options: LoopbackOptions): Promise<LoopbackSlack> {
  const world = createWorld(options);
  const server = createServer((request, response) => {
    answer(world, request, response, options.hasControl === true).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  world.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  if (options.eventsUrl) world.deliveries.deliverTo([options.eventsUrl]);
  const now = (): number => Math.floor(world.clock().getTime() / 1000);
  const sign: LoopbackSlack['sign'] = (body, timestamp = now()) => signature(options.signingSecret, body, timestamp);
  const sendRaw: LoopbackSlack['sendRaw'] = ({ body, headers, url }) =>
    world.deliveries.sendRaw(body, headers ?? { 'content-type': 'application/json', ...sign(body) }, url);
  return {
    apiUrl: `${world.origin}/api/`,
    origin: world.origin,
    calls: world.calls.items,
    deliveries: world.deliveries.log.items,
    counts: () => Object.fromEntries(world.callCounts),
    addWorkspace: (workspace) => addWorkspace(world, workspace),
    deliverTo: (...urls) => world.deliveries.deliverTo(urls),
    limits: world.limits.set,
    fault: world.faults.add,
    clearFaults: world.faults.clear,
    redeliver: (eventId, how = {}) => redeliver(world, eventId, how),
    sign,
    sendRaw,
    verifyUrl: async () => {
      const challenge = world.ids.secret();
      const delivery = await sendRaw({ body: JSON.stringify({ type: 'url_verification', token: 'none', challenge }) });
      return { delivery, isEchoed: delivery.status === 200 && delivery.answer.includes(challenge) };
    },
    settled: world.deliveries.settled,
    stop: async () => {
      world.deliveries.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function createWorld(options: LoopbackOptions): World {
  const { signingSecret, clock = () => new Date(), retryScale = 1, patienceMs = 3000, remember = true } = options;
  const keeps = typeof remember === 'number' ? remember : remember ? undefined : 1000;
  const listeners = new Set<() => void>();
  let isTold = true;
  return {
    clock,
    ids: createIds(clock),
    workspaces: new Map(),
    tokens: new Map(),
    triggers: new Map(),
    responseUrls: new Map(),
    calls: createLog(keeps),
    callCounts: new Map(),
    faults: createFaults(options.seed ?? 1),
    limits: createRateLimits(clock),
    deliveries: createDeliveries({ signingSecret, clock, retryScale, patienceMs, ...(keeps && { limit: keeps }) }),
    keeps,
    echoesOwnMessages: options.echoOwnMessages ?? true,
    onAnswered: options.onAnswered,
    origin: '',
    changed: () => {
      if (!isTold || listeners.size === 0) return;
      isTold = false;
      setImmediate(() => {
        isTold = true;
        for (const listener of [...listeners]) listener();
      });
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

async function answer(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
  hasControl: boolean,
): Promise<void> {
  const body = await readBody(request);
  const path = (request.url ?? '').split('?')[0] ?? '';
  if (path.startsWith('/api/')) answerApi(world, request, response, body);
  else if (path.startsWith('/files-pri/')) answerFile(world, request, response);
  else if (path.startsWith('/actions/')) answerResponseUrl(world, path, body, response);
  else if (hasControl && path.startsWith('/control/')) await answerControl(world, { path, body, response });
  else send(response, 404, '{"ok":false}');
}

async function redeliver(
  world: World,
  eventId: string,
  how: Partial<RetryMark> & { isIdentical?: boolean },
): Promise<Delivery> {
  const { retryNum = 1, retryReason = 'http_timeout', isIdentical = false } = how;
  const parcel = world.deliveries.parcel(eventId);
  if (!parcel) throw new Error(`no event ${eventId} was sent`);
  if (!isIdentical) return world.deliveries.send(parcel, { retryNum, retryReason });
  const first = world.deliveries.log.items.find(({ id }) => id === eventId);
  return world.deliveries.sendRaw(parcel.body, first?.headers ?? {}, first?.url);
}
