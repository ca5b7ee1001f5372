import { z } from 'zod';
import type { Deleted, Edited, FileRef, Place, Said, Sender } from '../../../chat/inbound.js';
import { read } from '../../malformed.js';
import { isDirect, threadConversation } from '../address.js';
import type { SlackInstallation } from '../options.js';
import { id, instant, ts } from './shapes.js';
import { readWords } from './words.js';

const file = z.object({
  id: z.string(),
  name: z.string().nullish(),
  mimetype: z.string().nullish(),
  size: z.number().nonnegative().nullish(),
});

const author = {
  user: id.nullish(),
  user_team: id.nullish(),
  team: id.nullish(),
  bot_id: id.nullish(),
  app_id: id.nullish(),
  text: z.string().nullish(),
};

const said = z.object({
  ...author,
  ts,
  channel: id,
  thread_ts: ts.nullish(),
  files: z.array(file).nullish(),
});

const version = z.object({
  ...author,
  ts,
  thread_ts: ts.nullish(),
  subtype: z.string().nullish(),
  edited: z.object({ ts }).nullish(),
});

const changed = z.object({ channel: id, ts, message: version, previous_message: version.partial().nullish() });

const deleted = z.object({ channel: id, ts, deleted_ts: ts, previous_message: version.partial().nullish() });

interface Author {
  readonly user?: string | null | undefined;
  readonly user_team?: string | null | undefined;
  readonly team?: string | null | undefined;
  readonly bot_id?: string | null | undefined;
  readonly app_id?: string | null | undefined;
}

/** Reads a new message or a mention. Both twins of a mention in a channel get the same key. */
export function parseSaid(event: unknown, enterprise: string | undefined, home: SlackInstallation): Said | undefined {
  const message = read(said, event);
  const sender = senderOf(message, enterprise, home);
  if (sender === undefined || isOurs(message, home)) return undefined;
  const place = placeOf(message.channel, message.thread_ts ?? message.ts);
  const { text, mentions, mentionsDesk } = readWords(message.text ?? '', home.botUserId);
  return {
    kind: 'said',
    platform: 'slack',
    tenant: home.tenant,
    dedupeKey: `msg:${message.channel}:${message.ts}`,
    at: instant(message.ts),
    sender,
    place,
    messageId: message.ts,
    text,
    isAddressed: place.kind === 'direct' || mentionsDesk,
    mentions,
    files: (message.files ?? []).map(fileRef),
  };
}

/** Reads a change of a message's words. An unfurled link or our own update changes no words and is nothing. */
export function parseChanged(
  event: unknown,
  enterprise: string | undefined,
  home: SlackInstallation,
): Edited | Deleted | undefined {
  const { channel, ts: eventTs, message, previous_message: previous } = read(changed, event);
  // Deleting the root of a thread leaves a stone in its place, so that the thread stays readable.
  if (message.subtype === 'tombstone') {
    return gone({ channel, messageTs: message.ts, eventTs, previous: { ...message, ...previous }, enterprise, home });
  }
  const sender = senderOf(message, enterprise, home);
  if (sender === undefined || isOurs(message, home) || message.subtype === 'bot_message') return undefined;
  if (previous ? previous.text === message.text : !message.edited) return undefined;
  const { text, mentions } = readWords(message.text ?? '', home.botUserId);
  const editedTs = message.edited?.ts ?? eventTs;
  return {
    kind: 'edited',
    platform: 'slack',
    tenant: home.tenant,
    dedupeKey: `edit:${channel}:${message.ts}:${editedTs}`,
    at: instant(editedTs),
    sender,
    place: placeOf(channel, message.thread_ts ?? message.ts),
    messageId: message.ts,
    text,
    mentions,
  };
}

/** Reads that a message was deleted. One of our own too: a card somebody removed has to be known. */
export function parseDeleted(event: unknown, enterprise: string | undefined, home: SlackInstallation): Deleted {
  const { channel, ts: eventTs, deleted_ts: messageTs, previous_message: previous } = read(deleted, event);
  return gone({ channel, messageTs, eventTs, previous: previous ?? {}, enterprise, home });
}

function gone(what: {
  readonly channel: string;
  readonly messageTs: string;
  readonly eventTs: string;
  readonly previous: Author & { readonly thread_ts?: string | null | undefined };
  readonly enterprise: string | undefined;
  readonly home: SlackInstallation;
}): Deleted {
  const { channel, messageTs, previous, home } = what;
  const nobody: Sender = { id: '', isBot: false, isStranger: false };
  return {
    kind: 'deleted',
    platform: 'slack',
    tenant: home.tenant,
    dedupeKey: `gone:${channel}:${messageTs}`,
    at: instant(what.eventTs),
    sender: senderOf(previous, what.enterprise, home) ?? nobody,
    place: placeOf(channel, previous.thread_ts ?? messageTs),
    messageId: messageTs,
  };
}

/** Where a message stands: a direct message is one conversation, a message in a channel belongs to its thread. */
function placeOf(channel: string, rootTs: string): Place {
  if (isDirect(channel)) return { kind: 'direct', conversation: channel, channel };
  return { kind: 'thread', conversation: threadConversation(channel, rootTs), channel };
}

function isOurs(message: Author, home: SlackInstallation): boolean {
  if (message.user === home.botUserId || message.bot_id === home.botId) return true;
  return home.appId !== undefined && message.app_id === home.appId;
}

function senderOf(message: Author, enterprise: string | undefined, home: SlackInstallation): Sender | undefined {
  if (!message.user) return undefined;
  const team = message.user_team ?? message.team;
  return {
    id: message.user,
    isBot: Boolean(message.bot_id) || message.user === 'USLACKBOT',
    isStranger: Boolean(team) && team !== home.tenant && team !== enterprise,
  };
}

function fileRef({ id: fileId, name, mimetype, size }: z.infer<typeof file>): FileRef {
  return { id: fileId, name: name ?? '', type: mimetype ?? '', bytes: size ?? 0 };
}
