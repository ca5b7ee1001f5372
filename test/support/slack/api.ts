import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FaultKind } from './faults.js';
import { methods } from './methods/table.js';
import { readApiArgs } from './read-request.js';
import { Refusal } from './refusal.js';
import type { ApiCall, Json, Workspace, World } from './world.js';

/** Answers one request to `/api/<method>`, faults and limits included, and writes it down. */
export function answerApi(world: World, request: IncomingMessage, response: ServerResponse, body: string): void {
  const method = /^\/api\/([^?]*)/.exec(request.url ?? '')?.[1] ?? '';
  const { args, unreadable } = tryArgs(request, body);
  const token = readToken(request, args);
  const workspace = token === undefined ? undefined : world.tokens.get(token);
  const call: ApiCall = { method, token, team: workspace?.team, args, at: world.clock(), isApplied: false };
  world.calls.add(call);
  world.callCounts.set(method, (world.callCounts.get(method) ?? 0) + 1);

  const apply = (): Json => {
    const answer = unreadable ? refusalJson(unreadable) : run(world, call, workspace);
    call.isApplied = answer.ok === true;
    return answer;
  };
  const reply = (status: number, answer: Json, headers: Record<string, string> = {}): void => {
    call.status = status;
    call.answer = answer;
    send(response, status, JSON.stringify(answer), { ...scopeHeaders(workspace), ...headers });
    world.onAnswered?.(call);
  };

  const fault = world.faults.strike(call);
  if (fault) {
    fail({ fault, call, apply, reply, response });
    return;
  }
  const wait = workspace && world.limits.retryAfter({ method, team: workspace.team, channel: args.channel });
  if (wait) reply(429, { ok: false, error: 'ratelimited' }, { 'retry-after': String(wait) });
  else reply(200, apply());
}

/** Writes an answer. */
export function send(
  response: ServerResponse,
  status: number,
  body: string,
  headers: Record<string, string> = {},
): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': bytes.length,
    ...headers,
  });
  response.end(bytes);
}

export interface Failing {
  readonly fault: FaultKind;
  readonly call: ApiCall;
  readonly apply: () => unknown;
  readonly reply: (status: number, answer: Json, headers?: Record<string, string>) => void;
  readonly response: ServerResponse;
}

/** Makes a call go wrong the way the fault says. */
export function fail({ fault, call, apply, reply, response }: Failing): void {
  call.fault = typeof fault === 'string' ? fault : (Object.keys(fault)[0] ?? '');
  if (takesEffect(fault)) apply();
  if (typeof fault === 'string') response.destroy();
  else if ('error' in fault) reply(200, { ok: false, error: fault.error });
  else if ('retryAfter' in fault) {
    reply(429, { ok: false, error: 'ratelimited' }, { 'retry-after': String(fault.retryAfter) });
  } else if ('status' in fault) {
    call.status = fault.status;
    send(response, fault.status, fault.body ?? '', { 'content-type': 'text/html' });
  }
}

function takesEffect(fault: FaultKind): boolean {
  if (typeof fault === 'string') return fault === 'drop';
  if ('hang' in fault) return fault.hang === 'applied';
  return 'isApplied' in fault && fault.isApplied === true;
}

function run(world: World, call: ApiCall, workspace: Workspace | undefined): Json {
  try {
    const method = Object.hasOwn(methods, call.method) ? methods[call.method] : undefined;
    if (!method) throw new Refusal('unknown_method', { req_method: call.method });
    if (call.token === undefined) throw new Refusal('not_authed');
    if (!workspace) throw new Refusal('invalid_auth');
    if (workspace.deadToken) throw new Refusal(workspace.deadToken);
    return { ok: true, ...method({ world, workspace, args: call.args }) };
  } catch (error) {
    if (error instanceof Refusal) return refusalJson(error);
    throw error;
  }
}

function refusalJson(refusal: Refusal): Json {
  return { ok: false, error: refusal.error, ...refusal.details };
}

function tryArgs(request: IncomingMessage, body: string): { args: Json; unreadable?: Refusal } {
  try {
    return { args: readApiArgs(request, body) };
  } catch (error) {
    if (error instanceof Refusal) return { args: {}, unreadable: error };
    throw error;
  }
}

function readToken(request: IncomingMessage, args: Json): string | undefined {
  const header = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (header !== undefined) return header;
  return typeof args.token === 'string' && args.token !== '' ? args.token : undefined;
}

function scopeHeaders(workspace: Workspace | undefined): Record<string, string> {
  return workspace ? { 'x-oauth-scopes': [...workspace.scopes].join(',') } : {};
}
