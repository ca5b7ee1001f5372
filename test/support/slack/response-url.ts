import type { ServerResponse } from 'node:http';
import { z } from 'zod';
import { fail, send } from './api.js';
import { addMessage, removeMessage } from './conversations.js';
import { emitChanged, emitDeleted, emitMessage, messageJson } from './events.js';
import type { Call } from './methods/call.js';
import { botMessage, changeMessage } from './methods/chat.js';
import { type Content, needWords, readContent } from './methods/content.js';
import { Refusal } from './refusal.js';
import type { ApiCall, Json, ResponseUrl, World } from './world.js';

const LIFE_MS = 30 * 60_000;
const USES = 5;

const shape = z.looseObject({
  response_type: z.enum(['ephemeral', 'in_channel']).default('ephemeral'),
  replace_original: z.boolean().default(false),
  delete_original: z.boolean().default(false),
});

/** Makes an address that answers one interaction: five times, for half an hour. */
export function newResponseUrl(
  world: World,
  given: Pick<ResponseUrl, 'workspace' | 'channel' | 'person' | 'messageTs'>,
): string {
  const path = `/actions/${given.workspace.team}/${world.ids.next('')}/${world.ids.secret()}`;
  world.responseUrls.set(path, { ...given, expiresAt: world.clock().getTime() + LIFE_MS, usesLeft: USES });
  if (world.keeps !== undefined && world.responseUrls.size > world.keeps) {
    world.responseUrls.delete(String(world.responseUrls.keys().next().value));
  }
  return world.origin + path;
}

/** Answers a post to such an address; faults strike it under the method name `response_url`. */
export function answerResponseUrl(world: World, path: string, body: string, response: ServerResponse): void {
  const args = asJson(body);
  const target = world.responseUrls.get(path);
  const call: ApiCall = {
    method: 'response_url',
    token: undefined,
    team: target?.workspace.team,
    args: { ...args, ...(target && { channel: target.channel.id }) },
    at: world.clock(),
    isApplied: false,
  };
  world.calls.add(call);
  world.callCounts.set(call.method, (world.callCounts.get(call.method) ?? 0) + 1);
  const take = (): Refusal | undefined => {
    const refusal = tried(world, target, args);
    call.isApplied = refusal === undefined;
    return refusal;
  };
  const reply = (status: number, answer: Json, headers: Record<string, string> = {}): void => {
    call.status = status;
    call.answer = answer;
    send(response, status, JSON.stringify(answer), headers);
  };
  const fault = world.faults.strike(call);
  if (fault) {
    fail({ fault, call, apply: take, reply, response });
    return;
  }
  const refusal = take();
  if (!refusal) send(response, 200, 'ok', { 'content-type': 'text/html' });
  else reply(refusal.error === 'invalid_payload' ? 500 : 404, { ok: false, error: refusal.error, ...refusal.details });
}

function tried(world: World, target: ResponseUrl | undefined, args: Json | undefined): Refusal | undefined {
  try {
    if (!target) throw new Refusal('no_such_url');
    if (world.clock().getTime() > target.expiresAt) throw new Refusal('expired_url');
    if (target.usesLeft === 0) throw new Refusal('used_url');
    if (!args) throw new Refusal('invalid_payload');
    target.usesLeft -= 1;
    apply(world, target, args);
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

function apply(world: World, target: ResponseUrl, args: Json): void {
  const { workspace, channel, person, messageTs } = target;
  const parsed = shape.safeParse(args);
  if (!parsed.success) throw new Refusal('invalid_payload');
  const { response_type, replace_original, delete_original } = parsed.data;
  const call: Call = { world, workspace, args };
  const original = channel.messages.get(messageTs);
  if ((replace_original || delete_original) && !original) throw new Refusal('message_not_found');
  if (delete_original && original) {
    const previous = messageJson(workspace, channel, original);
    removeMessage(world, channel, original);
    if (!original.ephemeralFor) void emitDeleted(world, workspace, { channel, ts: original.ts, previous });
    return;
  }
  const content: Content = readContent(call);
  needWords(content);
  if (replace_original && original) {
    const previous = messageJson(workspace, channel, original);
    changeMessage(call, original, { blocks: [], ...content });
    if (!original.ephemeralFor) void emitChanged(world, workspace, { channel, message: original, previous });
    world.changed();
    return;
  }
  const isWhisper = response_type === 'ephemeral';
  const place = { threadTs: original?.threadTs, ...(isWhisper && { ephemeralFor: person.id }) };
  const message = botMessage(call, content, place);
  addMessage(world, channel, message);
  if (!isWhisper && world.echoesOwnMessages) void emitMessage(world, workspace, channel, message);
}

function asJson(body: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
  } catch {
    return undefined;
  }
}
