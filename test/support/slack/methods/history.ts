import { z } from 'zod';
import { lowerBound } from '../conversations.js';
import { messageJson } from '../events.js';
import { Refusal } from '../refusal.js';
import type { Channel, Json, Message, Workspace } from '../world.js';
import { type Call, channelOf, flag, type Method, messageTs, needChannelScope, readArgs } from './call.js';
import { pageEnd, pageLimit, readCursor } from './paging.js';

const window = z.object({
  channel: z.string().min(1),
  cursor: z.string().optional(),
  limit: pageLimit(999),
  oldest: z.coerce.string().default('0'),
  latest: z.coerce.string().optional(),
  inclusive: flag.default(false),
  include_all_metadata: flag.default(false),
});
const windowOfThread = window.extend({ ts: messageTs });

/** conversations.history: roots, the newest first. Metadata only when asked for and with the scope to read it. */
export const history: Method = (call) => {
  const args = readArgs(window, call.args);
  const channel = readableChannel(call, args.channel);
  const messages: Message[] = [];
  let index = upperIndex(channel.order, readCursor(args.cursor), args) - 1;
  for (; index >= 0 && messages.length < args.limit; index -= 1) {
    const ts = channel.order[index] ?? '';
    if (isBefore(ts, args.oldest, args.inclusive)) break;
    const message = channel.messages.get(ts);
    if (message && !message.threadTs && !message.ephemeralFor) messages.push(message);
  }
  const isMore = index >= 0 && !isBefore(channel.order[index] ?? '', args.oldest, args.inclusive);
  return {
    messages: messages.map((message) => shown(call, channel, message, args.include_all_metadata)),
    has_more: isMore,
    pin_count: 0,
    ...pageEnd(isMore ? messages.at(-1)?.ts : undefined),
  };
};

/** conversations.replies: the root, then its replies, the oldest first. */
export const replies: Method = (call) => {
  const args = readArgs(windowOfThread, call.args);
  const channel = readableChannel(call, args.channel);
  const named = channel.messages.get(args.ts);
  const root = named?.threadTs ? channel.messages.get(named.threadTs) : named;
  if (!root || root.ephemeralFor) throw new Refusal('thread_not_found');
  const after = readCursor(args.cursor) ?? '';
  const wanted = root.replies.filter(
    (ts) =>
      ts > after && !isBefore(ts, args.oldest, args.inclusive) && (args.latest === undefined || ts <= args.latest),
  );
  const page = wanted.slice(0, args.limit);
  const messages = page.flatMap((ts) => channel.messages.get(ts) ?? []);
  const isMore = wanted.length > page.length;
  return {
    messages: [root, ...messages].map((message) => shown(call, channel, message, args.include_all_metadata)),
    has_more: isMore,
    ...pageEnd(isMore ? page.at(-1) : undefined),
  };
};

function readableChannel(call: Call, id: string): Channel {
  const channel = channelOf(call, id);
  needChannelScope(call.workspace, channel, 'history');
  if (!channel.members.has(call.workspace.botUser.id)) throw new Refusal('not_in_channel');
  return channel;
}

function upperIndex(
  order: readonly string[],
  cursor: string | undefined,
  args: { latest?: string | undefined; inclusive: boolean },
): number {
  if (cursor !== undefined) return lowerBound(order, cursor);
  if (args.latest === undefined) return order.length;
  const index = lowerBound(order, args.latest);
  return args.inclusive && order[index] === args.latest ? index + 1 : index;
}

function isBefore(ts: string, oldest: string, isInclusive: boolean): boolean {
  return isInclusive ? ts < oldest : ts <= oldest;
}

function shown(
  { workspace }: { workspace: Workspace },
  channel: Channel,
  message: Message,
  hasMetadata: boolean,
): Json {
  const { metadata, ...rest } = messageJson(workspace, channel, message);
  return hasMetadata && metadata !== undefined ? { ...rest, metadata } : rest;
}
