import { randomUUID } from 'node:crypto';
import { compose } from './mrkdwn.js';
import type { Member, Message, SharedFile, World } from './world.js';

/** Something with an id: a person, a channel, or the id itself. */
export type Named = string | { readonly id: string };

/** Typed words; a person or a channel among them is a live mention, as the composer makes it. */
export type Typed = string | readonly (string | { readonly id: string })[];

export interface SayOptions {
  /** The channel; without it the direct message with the bot. */
  readonly in?: Named;
  /** The message to reply under. */
  readonly thread?: string;
  readonly files?: readonly {
    readonly name: string;
    readonly mimetype?: string;
    readonly size?: number;
    readonly content?: string | Buffer;
  }[];
  /** Sends the text as it stands instead of escaping it as the composer does. */
  readonly isRaw?: boolean;
}

const COMPOSER_LIMIT = 40_000;

/** The id of what is named. */
export function idOf(named: Named): string {
  return typeof named === 'string' ? named : named.id;
}

/** Typed words as the composer sends them. */
export function typed(text: Typed, isRaw = false): string {
  const parts = typeof text === 'string' ? [text] : text;
  return parts
    .map((part) => {
      if (typeof part === 'string') return isRaw ? part : compose(part);
      return /^[CG]/.test(part.id) ? `<#${part.id}>` : `<@${part.id}>`;
    })
    .join('');
}

/** A person's message, not yet written anywhere. Throws past the composer's 40,000 characters. */
export function personMessage(world: World, member: Member, text: string, { thread, files = [] }: SayOptions): Message {
  if (text.length > COMPOSER_LIMIT) throw new Error('the composer takes at most 40,000 characters');
  return {
    ts: world.ids.ts(),
    user: member.id,
    ...(member.botId ? { botId: member.botId, appId: 'A0OTHERAPP' } : { clientMsgId: randomUUID() }),
    ...(thread && { threadTs: thread }),
    files: files.map(
      (file): SharedFile => ({ mimetype: 'application/octet-stream', size: 1, ...file, id: world.ids.next('F') }),
    ),
    text,
    blocks: [],
    replies: [],
    reactions: new Map(),
  };
}
