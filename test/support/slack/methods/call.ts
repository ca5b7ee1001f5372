import { z } from 'zod';
import { Refusal, refusalAt } from '../refusal.js';
import type { Channel, Json, Message, Workspace, World } from '../world.js';

/** One authorised call of a Web API method. */
export interface Call {
  readonly world: World;
  readonly workspace: Workspace;
  readonly args: Json;
}

/** Answers a call, or throws the refusal. */
export type Method = (call: Call) => Json;

/** The arguments in the shape the method asks for; missing and mistyped ones are refused as Slack does. */
export function readArgs<T extends z.ZodType>(schema: T, args: Json): z.output<T> {
  const parsed = schema.safeParse(args);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => {
    const name = issue.path.join('/');
    return args[name] === undefined
      ? `[ERROR] missing required field: ${name}`
      : `[ERROR] ${issue.message} [json-pointer:/${name}]`;
  });
  throw refusalAt('invalid_arguments', faults);
}

/** Refuses the call unless the token carries the scope. */
export function needScope(workspace: Workspace, scope: string): void {
  if (workspace.scopes.has(scope)) return;
  throw new Refusal('missing_scope', { needed: scope, provided: [...workspace.scopes].join(',') });
}

/** The channel of an id as this token may know it; another workspace's is as unknown as none. */
export function channelOf({ workspace }: Call, id: string): Channel {
  const channel = workspace.channels.get(id);
  if (!channel || channel.isGone) throw new Refusal('channel_not_found');
  if (channel.kind === 'private' && !channel.members.has(workspace.botUser.id)) throw new Refusal('channel_not_found');
  return channel;
}

/** A channel the bot may write to. */
export function writableChannel(call: Call, id: string): Channel {
  const channel = channelOf(call, id);
  if (channel.isArchived) throw new Refusal('is_archived');
  const mayWrite =
    channel.members.has(call.workspace.botUser.id) ||
    (channel.kind === 'public' && call.workspace.scopes.has('chat:write.public'));
  if (!mayWrite) throw new Refusal('not_in_channel');
  return channel;
}

/** Refuses unless the token may use this family of scopes (`history` or `read`) on this kind of channel. */
export function needChannelScope(workspace: Workspace, channel: Channel, right: 'history' | 'read'): void {
  const family = { im: 'im', public: 'channels', private: 'groups' }[channel.kind];
  needScope(workspace, `${family}:${right}`);
}

/** A message of the channel that everyone there can see. */
export function messageOf(channel: Channel, ts: string): Message {
  const message = channel.messages.get(ts);
  if (!message || message.ephemeralFor) throw new Refusal('message_not_found');
  return message;
}

/** A flag as forms and JSON carry it. */
export const flag = z
  .union([z.boolean(), z.enum(['true', 'false', '1', '0'])])
  .transform((value) => value === true || value === 'true' || value === '1');

/** A timestamp that names a message. */
export const messageTs = z.string().regex(/^\d{9,11}\.\d{6}$/, 'must be a message timestamp');
