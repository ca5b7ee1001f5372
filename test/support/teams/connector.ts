import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FaultKind } from './faults.js';
import { type Asked, operations } from './operations.js';
import { Refusal } from './refusal.js';
import type { ConnectorCall, Json, Tenant, World } from './world.js';

const ROUTES: readonly (readonly [method: string, path: RegExp, operation: string])[] = [
  ['POST', /^\/v3\/conversations$/, 'create'],
  ['POST', /^\/v3\/conversations\/([^/]+)\/activities$/, 'send'],
  // An answer to a message is a message in its conversation.
  ['POST', /^\/v3\/conversations\/([^/]+)\/activities\/([^/]+)$/, 'send'],
  ['PUT', /^\/v3\/conversations\/([^/]+)\/activities\/([^/]+)$/, 'update'],
  ['DELETE', /^\/v3\/conversations\/([^/]+)\/activities\/([^/]+)$/, 'delete'],
  ['GET', /^\/v3\/conversations\/([^/]+)\/members\/([^/]+)$/, 'member'],
  ['GET', /^\/v3\/conversations\/([^/]+)\/pagedmembers$/, 'members'],
  ['GET', /^\/v3\/teams\/([^/]+)\/conversations$/, 'channels'],
];

/** Answers one request to a tenant's service URL, faults and limits included, and writes it down. */
export function answerConnector(world: World, request: IncomingMessage, response: ServerResponse, body: string): void {
  const url = new URL(request.url ?? '/', 'http://loopback');
  const [, tenantId = '', path = ''] = /^\/amer\/([^/]+)(\/.*)$/.exec(url.pathname) ?? [];
  const tenant = world.tenants.get(tenantId);
  const found = ROUTES.find(([method, form]) => method === request.method && form.test(path));
  const [, first, second] = (found?.[1].exec(path) ?? []).map((part) => decodeURIComponent(part ?? ''));
  const operation = found?.[2] ?? 'unknown';
  const call: ConnectorCall = {
    method: request.method ?? '',
    operation,
    tenant: tenant?.id,
    conversation: operation === 'create' ? channelOf(body) : first,
    body: parse(body),
    authorization: request.headers.authorization,
    at: world.clock(),
    isApplied: false,
  };
  world.calls.add(call);
  world.counts.set(operation, (world.counts.get(operation) ?? 0) + 1);
  const reply = (status: number, answer: Json, headers: Record<string, string> = {}) => {
    call.status = status;
    call.answer = answer;
    write(response, status, JSON.stringify(answer), headers);
    world.onAnswered?.(call);
  };
  const apply = (): { status: number; answer: Json } => {
    try {
      const asked = { world, tenant: admitted(world, tenant, call), query: url.searchParams, body: call.body };
      const answer = run(operation, { ...asked, conversation: first ?? '', item: second ?? '' });
      call.isApplied = true;
      return { status: request.method === 'POST' ? 201 : 200, answer };
    } catch (error) {
      if (error instanceof Refusal) return { status: error.status, answer: refusalJson(error.code, error.detail) };
      throw error;
    }
  };
  const fault = world.faults.strike(call);
  if (fault) {
    fail({ fault, call, apply, reply, response });
    return;
  }
  const sends = operation === 'send' || operation === 'update' || operation === 'create';
  const wait = sends ? world.limits.admit(call.conversation ?? '') : undefined;
  if (wait !== undefined) {
    reply(429, refusalJson('TooManyRequests'), { 'retry-after': String(wait) });
    return;
  }
  const { status, answer } = apply();
  reply(status, answer);
}

/** What is in a file, to whoever shows a token of the app. */
export function answerAttachment(world: World, request: IncomingMessage, response: ServerResponse): void {
  const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
  const isAdmitted = token !== undefined && (world.tokens.get(token) ?? 0) > Date.now();
  const content = new URL(request.url ?? '/', 'http://loopback').searchParams.get('content');
  if (isAdmitted && content !== null)
    response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(content);
  else write(response, isAdmitted ? 404 : 401, JSON.stringify(refusalJson(isAdmitted ? 'NotFound' : 'Unauthorized')));
}

/** Writes an answer. */
export function write(
  response: ServerResponse,
  status: number,
  body: string,
  headers: Record<string, string> = {},
): void {
  const bytes = Buffer.from(body);
  const type = { 'content-type': 'application/json; charset=utf-8', 'content-length': bytes.length };
  response.writeHead(status, { ...type, ...headers }).end(bytes);
}

/** Only an app with a token of its own that has not ended is let in, and only to a tenant that has it. */
function admitted(world: World, tenant: Tenant | undefined, { authorization }: ConnectorCall): Tenant {
  const token = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1];
  const until = token === undefined ? undefined : world.tokens.get(token);
  if (until === undefined || until < Date.now()) throw new Refusal(401, 'Unauthorized');
  if (!tenant) throw new Refusal(403, 'InvalidBotApiHost');
  return tenant;
}

function run(operation: string, asked: Asked): Json {
  const act = Object.hasOwn(operations, operation) ? operations[operation] : undefined;
  if (!act) throw new Refusal(404, 'NotFound');
  return act(asked);
}

function fail(of: {
  fault: FaultKind;
  call: ConnectorCall;
  apply: () => unknown;
  reply: (status: number, answer: Json, headers?: Record<string, string>) => void;
  response: ServerResponse;
}): void {
  const { fault, call, apply, reply, response } = of;
  call.fault = typeof fault === 'string' ? fault : (Object.keys(fault)[0] ?? '');
  if (fault === 'drop') apply();
  if (typeof fault === 'string') response.destroy();
  else if ('hang' in fault) {
    if (fault.hang === 'applied') apply();
  } else if ('location' in fault) write(response, 307, '', { location: fault.location });
  else {
    if (fault.isApplied) apply();
    const headers: Record<string, string> =
      fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) };
    call.status = fault.status;
    if (fault.body !== undefined) write(response, fault.status, fault.body, headers);
    else reply(fault.status, fault.code ? refusalJson(fault.code) : {}, headers);
  }
}

function refusalJson(code: string, detail = ''): Json {
  return { error: { code, message: detail || code } };
}

function parse(body: string): Json {
  try {
    return JSON.parse(body || '{}') as Json;
  } catch {
    return {};
  }
}

function channelOf(body: string): string | undefined {
  const { channelData } = parse(body) as { channelData?: { channel?: { id?: string } } };
  return channelData?.channel?.id;
}
