import { z } from 'zod';
import { addMessage, directWith, removeMessage } from '../conversations.js';
import { emitChanged, emitDeleted, emitMessage, messageJson } from '../events.js';
import { Refusal } from '../refusal.js';
import type { Channel, Json, Message } from '../world.js';
import {
  type Call,
  channelOf,
  type Method,
  messageOf,
  messageTs,
  needScope,
  readArgs,
  writableChannel,
} from './call.js';
import { type Content, needWords, readContent, warningsFor } from './content.js';

const posting = z.object({ channel: z.string().min(1), thread_ts: z.string().optional() });
const whispering = posting.extend({ user: z.string().min(1) });
const naming = z.object({ channel: z.string().min(1), ts: messageTs });

/** chat.postMessage: a person's id in place of a channel's writes to the direct message with them. */
export const postMessage: Method = (call) => {
  const { world, workspace, args } = call;
  needScope(workspace, 'chat:write');
  const { channel: id, thread_ts } = readArgs(posting, args);
  const channel = writableChannel(call, channelIdFor(call, id));
  const content = readContent(call);
  needWords(content);
  const message = botMessage(call, content, { threadTs: readThread(channel, thread_ts) });
  addMessage(world, channel, message);
  if (world.echoesOwnMessages) void emitMessage(world, workspace, channel, message);
  return {
    channel: channel.id,
    ts: message.ts,
    message: messageJson(workspace, channel, message),
    ...warningsFor(content),
  };
};

/** chat.postEphemeral: seen by one person, gone from every history. */
export const postEphemeral: Method = (call) => {
  const { world, workspace, args } = call;
  needScope(workspace, 'chat:write');
  const { channel: id, user, thread_ts } = readArgs(whispering, args);
  const channel = writableChannel(call, id);
  if (!channel.members.has(user)) throw new Refusal('user_not_in_channel');
  const content = readContent(call);
  needWords(content);
  const message = botMessage(call, content, { threadTs: readThread(channel, thread_ts), ephemeralFor: user });
  addMessage(world, channel, message);
  return { message_ts: message.ts, ...warningsFor(content) };
};

/** chat.update: parts that are not given stay as they were. */
export const update: Method = (call) => {
  const { world, workspace } = call;
  needScope(workspace, 'chat:write');
  const { channel, message } = ownMessage(call, 'cant_update_message');
  const content = readContent(call);
  if (content.text === undefined && content.blocks === undefined) throw new Refusal('no_text');
  const previous = messageJson(workspace, channel, message);
  needWords({ text: content.text ?? message.text, blocks: content.blocks ?? message.blocks });
  changeMessage(call, message, content);
  if (world.echoesOwnMessages) void emitChanged(world, workspace, { channel, message, previous });
  world.changed();
  return {
    channel: channel.id,
    ts: message.ts,
    text: message.text,
    message: messageJson(workspace, channel, message),
    ...warningsFor(message),
  };
};

/** chat.delete: a bot may take back only what it said itself. */
export const remove: Method = (call) => {
  const { world, workspace } = call;
  needScope(workspace, 'chat:write');
  const { channel, message } = ownMessage(call, 'cant_delete_message');
  const previous = messageJson(workspace, channel, message);
  removeMessage(world, channel, message);
  if (world.echoesOwnMessages) void emitDeleted(world, workspace, { channel, ts: message.ts, previous });
  return { channel: channel.id, ts: message.ts };
};

/** A message of the app's bot, not yet written anywhere. */
export function botMessage(
  call: Call,
  content: Content,
  place: { threadTs?: string | undefined; ephemeralFor?: string },
): Message {
  const { world, workspace } = call;
  const { id, botId = '' } = workspace.botUser;
  return {
    ts: world.ids.ts(),
    user: id,
    botId,
    appId: workspace.appId,
    ...(place.threadTs && { threadTs: place.threadTs }),
    ...(place.ephemeralFor && { ephemeralFor: place.ephemeralFor }),
    files: [],
    text: content.text ?? '',
    blocks: content.blocks ?? [],
    ...(hasMetadata(content.metadata) && { metadata: content.metadata }),
    replies: [],
    reactions: new Map(),
  };
}

/** Puts new content in place of the old. */
export function changeMessage({ world }: Pick<Call, 'world'>, message: Message, content: Content): void {
  if (content.text !== undefined) message.text = content.text;
  if (content.blocks) message.blocks = content.blocks;
  if (content.metadata && hasMetadata(content.metadata)) message.metadata = content.metadata;
  else if (content.metadata) delete message.metadata;
  message.editedTs = world.ids.ts();
}

/** The root a reply hangs under: it must have stood in this channel, and not be a reply itself. */
function readThread(channel: Channel, thread: string | undefined): string | undefined {
  if (thread === undefined) return undefined;
  if (!messageTs.safeParse(thread).success) throw new Refusal('invalid_thread_ts');
  const root = channel.messages.get(thread);
  if (root?.threadTs || root?.ephemeralFor) throw new Refusal('cannot_reply_to_message');
  if (!root && !channel.tombs.has(thread)) throw new Refusal('thread_not_found');
  return thread;
}

function ownMessage(call: Call, otherwise: string): { channel: Channel; message: Message } {
  const { channel: id, ts } = readArgs(naming, call.args);
  const channel = channelOf(call, id);
  if (channel.isArchived) throw new Refusal('is_archived');
  const message = messageOf(channel, ts);
  if (message.botId !== call.workspace.botUser.botId) throw new Refusal(otherwise);
  return { channel, message };
}

function channelIdFor({ world, workspace }: Call, id: string): string {
  const person = workspace.members.get(id);
  if (!person) return id;
  if (person.isBot) throw new Refusal('cannot_dm_bot');
  return directWith(world, workspace, person).id;
}

function hasMetadata(metadata: Json | undefined): metadata is Json {
  return metadata !== undefined && Object.keys(metadata).length > 0;
}
