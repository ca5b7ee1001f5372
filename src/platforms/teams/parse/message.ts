import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Deleted, Edited, FileRef, Place, Said, Sender } from '../../../chat/inbound.js';
import { Malformed, read } from '../../malformed.js';
import { readConversation, threadConversation } from '../address.js';
import { type Activity, personId } from './activity.js';
import { entities, readWords } from './words.js';

/** Whose activity it is, and when it came. */
export interface Heard {
  readonly tenant: string;
  /** The desk's own id: `28:` and the app's. */
  readonly deskId: string;
  readonly now: Date;
}

const file = z.object({
  contentType: z.string().max(255),
  contentUrl: z.string().max(8_000).nullish(),
  name: z.string().nullish(),
  content: z.unknown().optional(),
});
const download = z.object({ downloadUrl: z.string().max(8_000).nullish(), fileType: z.string().nullish() });

const message = z.object({ text: z.string().nullish(), entities, attachments: z.array(file).max(200).nullish() });

/** Reads a new message; undefined for our own, and for chats of many without channels, where the desk is not at home. */
export function parseSaid(activity: Activity, body: unknown, heard: Heard): Said | undefined {
  const { text, entities: mentioned, attachments } = read(message, body);
  const at = stamped(activity, heard, 'msg');
  if (at === undefined) return undefined;
  const words = readWords(text ?? '', mentioned, heard.deskId);
  return {
    kind: 'said',
    ...at,
    text: words.text,
    isAddressed: at.place.kind === 'direct' || words.mentionsDesk,
    mentions: words.mentions,
    files: (attachments ?? []).flatMap(fileRef),
  };
}

/** Reads a change of a message's words. */
export function parseEdited(activity: Activity, body: unknown, heard: Heard): Edited | undefined {
  const { text, entities: mentioned } = read(message, body);
  const at = stamped(activity, heard, 'edit');
  if (at === undefined) return undefined;
  const words = readWords(text ?? '', mentioned, heard.deskId);
  const digest = createHash('sha256')
    .update(`${activity.timestamp ?? ''} ${text ?? ''}`)
    .digest('hex')
    .slice(0, 16);
  return { kind: 'edited', ...at, dedupeKey: `${at.dedupeKey}:${digest}`, text: words.text, mentions: words.mentions };
}

/** Reads that a message was deleted. */
export function parseDeleted(activity: Activity, heard: Heard): Deleted | undefined {
  const at = stamped(activity, heard, 'gone');
  return at && { kind: 'deleted', ...at };
}

/**
 * Where a message stands: a direct message is one conversation, a message in a channel belongs to its chain of replies.
 * Undefined for a chat of many, which has neither threads nor channels.
 */
export function placeOf({ conversation, id }: Activity): Place | undefined {
  const { kind, channel, rootId } = readConversation(conversation.id);
  if (conversation.conversationType === 'groupChat' || (kind === 'direct' && isGroupChat(channel))) return undefined;
  if (kind === 'direct') return { kind, conversation: channel, channel };
  const root = rootId ?? id;
  if (!root) throw new Malformed('id');
  return { kind: 'thread', conversation: threadConversation(channel, root), channel };
}

/** Whoever an activity is from. */
export function senderOf({ from }: Activity): Sender {
  if (!from) return { id: '', isBot: false, isStranger: false };
  // Whether somebody is of another tenant their profile tells, which is read before they are helped.
  return { id: personId(from), isBot: from.role === 'bot' || from.id.startsWith('28:'), isStranger: false };
}

/** When something happened; now where it does not say. */
export function instant(timestamp: string | null | undefined, now: Date): string {
  const at = Date.parse(timestamp ?? '');
  return (Number.isNaN(at) ? now : new Date(at)).toISOString();
}

function stamped(activity: Activity, { tenant, deskId, now }: Heard, what: string) {
  const place = placeOf(activity);
  if (place === undefined || !activity.from || activity.from.id === deskId) return undefined;
  if (!activity.id) throw new Malformed('id');
  return {
    platform: 'teams',
    tenant,
    dedupeKey: `${what}:${place.conversation}:${activity.id}`,
    at: instant(activity.timestamp, now),
    sender: senderOf(activity),
    place,
    messageId: activity.id,
  };
}

function isGroupChat(conversation: string): boolean {
  return conversation.startsWith('19:');
}

/** Every message comes once more as `text/html`: that is no file. */
function fileRef({ contentType, contentUrl, name, content }: z.infer<typeof file>): FileRef[] {
  const isFile = contentType === 'application/vnd.microsoft.teams.file.download.info';
  if (!isFile && !contentType.startsWith('image/')) return [];
  const { downloadUrl, fileType } = download.catch({}).parse(content ?? {});
  return [
    {
      // Where it is: Teams gives a file no other name that a bot could ask for it by.
      id: downloadUrl ?? contentUrl ?? '',
      name: name ?? 'image',
      type: fileType ?? (isFile ? '' : contentType),
      bytes: 0,
    },
  ];
}
