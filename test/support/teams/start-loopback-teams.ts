import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLog } from '../slack/log.js';
import { readBody } from '../slack/read-request.js';
import { answerAttachment, answerConnector, write } from './connector.js';
import { createDeliveries, type Delivery } from './deliveries.js';
import { createFaults, type Faults } from './faults.js';
import { createIssuer, type Issuer } from './issuer.js';
import { answerLogin } from './login.js';
import { createRateLimits } from './rate-limits.js';
import { addTenant, type LoopbackTenant } from './tenant.js';
import type { ConnectorCall, Json, World } from './world.js';

export interface LoopbackOptions {
  readonly clock?: () => Date;
  /** Redelivery delays are Teams' times this. */
  readonly retryScale?: number;
  /** How long the app may take to answer, in ms. */
  readonly patienceMs?: number;
  /** Seeds what is random in faults. */
  readonly seed?: number;
  /** Off: calls and deliveries are forgotten but for about the last thousand. */
  readonly remember?: boolean;
  /** Off: cards are taken as they come, which costs less. */
  readonly checks?: boolean;
  /** Channels the issuer's keys may speak for. */
  readonly endorsements?: readonly string[];
  /** Told of every call of the connector once it is answered. */
  readonly onAnswered?: (call: ConnectorCall) => void;
}

/** A Teams on this machine, with the bot service and Microsoft's login: strict about what it is sent. */
export interface LoopbackTeams {
  readonly origin: string;
  readonly appId: string;
  readonly appPassword: string;
  readonly issuer: Issuer;
  /** The settings of a desk that is to reach it. */
  readonly env: Readonly<Record<string, string>>;
  /** Every request to the connector. */
  readonly calls: readonly ConnectorCall[];
  /** Everything sent to the app, each try with the status it got. */
  readonly deliveries: readonly Delivery[];
  /** Calls so far by operation. */
  counts(): Readonly<Record<string, number>>;
  tokenRequests(): number;
  addTenant(id?: string): LoopbackTenant;
  deliverTo(...urls: readonly string[]): void;
  readonly fault: Faults['add'];
  clearFaults(): void;
  /** From now on sending is limited as Teams limits it. */
  enforceLimits(): void;
  /** Takes every token the app was given away. */
  revokeTokens(): void;
  /** Sends an activity, signed for its service URL. */
  send(activity: Json): Promise<Delivery>;
  /** Sends an activity again; `isNew` as Teams does it when no answer came: under another id and time. */
  redeliver(activity: Json, how?: { readonly isNew?: boolean }): Promise<Delivery>;
  sendRaw(request: { body: string; headers: Readonly<Record<string, string>>; url?: string }): Promise<Delivery>;
  /** Resolves when nothing is being delivered or waits to be delivered again. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a loopback Teams on 127.0.0.1. */
export async function startLoopbackTeams(options: LoopbackOptions = {}): Promise<LoopbackTeams> {
  const world = await createWorld(options);
  const server = createServer((request, response) => {
    answer(world, request, response).catch(() => response.destroy());
  });
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  world.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { issuer, deliveries, appId, appPassword } = world;
  return {
    origin: world.origin,
    appId,
    appPassword,
    issuer,
    env: {
      TEAMS_APP_ID: appId,
      TEAMS_APP_PASSWORD: appPassword,
      TEAMS_OPENID_METADATA_URL: `${world.origin}/metadata`,
      TEAMS_LOGIN_URL: world.origin,
      TEAMS_SERVICE_HOSTS: new URL(world.origin).host,
    },
    calls: world.calls.items,
    deliveries: deliveries.log.items,
    counts: () => Object.fromEntries(world.counts),
    tokenRequests: () => world.tokenRequests,
    addTenant: (id) => addTenant(world, id),
    deliverTo: (...urls) => deliveries.deliverTo(urls),
    fault: world.faults.add,
    clearFaults: world.faults.clear,
    enforceLimits: () => (world.limits as ReturnType<typeof createRateLimits>).switchOn(),
    revokeTokens: () => world.tokens.clear(),
    send: (activity) => deliveries.send(activity),
    redeliver: (activity, { isNew = false } = {}) => {
      const anew = isNew && {
        id: `f:${randomUUID()}`,
        timestamp: new Date(world.clock().getTime() + 15_000).toISOString(),
      };
      return deliveries.send({ ...activity, ...anew }, 2);
    },
    sendRaw: ({ body, headers, url }) => deliveries.sendRaw(body, headers, url),
    settled: deliveries.settled,
    stop: async () => {
      deliveries.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function createWorld(options: LoopbackOptions): Promise<World> {
  const { clock = () => new Date(), retryScale = 1, patienceMs = 15_000, remember = true } = options;
  const appId = randomUUID();
  const issuer = await createIssuer({
    appId,
    clock,
    ...(options.endorsements && { endorsements: options.endorsements }),
  });
  const limit = remember ? undefined : 1_000;
  let last = 0;
  return {
    appId,
    deskId: `28:${appId}`,
    appPassword: `secret-${appId}`,
    clock,
    issuer,
    tokens: new Map(),
    tenants: new Map(),
    calls: createLog(limit),
    counts: new Map(),
    faults: createFaults(options.seed ?? 1),
    deliveries: createDeliveries({
      clock,
      retryScale,
      patienceMs,
      limit,
      token: (serviceUrl) => issuer.token({ serviceUrl }),
    }),
    limits: createRateLimits(clock),
    onAnswered: options.onAnswered,
    origin: '',
    checks: options.checks ?? true,
    tokenRequests: 0,
    nextId: () => {
      last = Math.max(last + 1, clock().getTime());
      return String(last);
    },
    changed: () => undefined,
  };
}

async function answer(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(request);
  const path = (request.url ?? '').split('?')[0] ?? '';
  if (path.includes('/v3/attachments/')) answerAttachment(world, request, response);
  else if (path.startsWith('/amer/')) answerConnector(world, request, response, body);
  else if (/^\/[^/]+\/(?:oauth2\/)?v2\.0\//.test(path)) answerLogin(world, request, response, body);
  else if (path === '/metadata' || path === '/keys') answerIssuer(world, path, response);
  else write(response, 404, '{}');
}

function answerIssuer({ issuer, origin }: World, path: '/metadata' | '/keys', response: ServerResponse): void {
  if (path === '/keys') issuer.fetches += 1;
  if (issuer.isDown) write(response, 503, '{}');
  else write(response, 200, JSON.stringify(path === '/keys' ? issuer.keys() : issuer.metadata(origin)));
}
