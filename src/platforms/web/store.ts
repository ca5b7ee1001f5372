import { z } from 'zod';
import { replySchema } from '../../chat/reply-schema.js';

const author = z.union([
  z.literal('desk'),
  z.strictObject({ id: z.string(), name: z.string(), role: z.enum(['employee', 'tech', 'manager']) }),
]);

const at = z.iso.datetime({ precision: 3 });

/**
 * One message of the playground as it is stored: the desk's have a `reply`, people's have `words`. `heardAt` is when the
 * desk took a person's message, `replacedAt` when it was last changed; all times are UTC ISO 8601 with milliseconds.
 * `revision` grows by one with every write to any message, so that "what changed since" is one indexed read.
 */
export const storedMessage = z.strictObject({
  id: z.string(),
  conversation: z.string(),
  author,
  at,
  nonce: z.string(),
  revision: z.number().int().positive(),
  reply: replySchema.exactOptional(),
  words: z.string().exactOptional(),
  heardAt: at.exactOptional(),
  replacedAt: at.exactOptional(),
  removed: z.literal(true).exactOptional(),
});

export type StoredMessage = Readonly<z.infer<typeof storedMessage>>;

/** A message before the store gave it its revision. */
export type NewMessage = Omit<StoredMessage, 'revision'>;

/** What may change about a message. */
export type MessageChange = Partial<Pick<StoredMessage, 'reply' | 'words' | 'heardAt' | 'replacedAt'>>;

/**
 * Where the playground's messages are kept. Whatever is read back has passed `storedMessage`. Every write takes the next
 * revision in the same statement, so that no reader ever sees a revision before a smaller one.
 */
export interface PlaygroundStore {
  /** Adds a message, or returns the one already there with the same conversation and nonce. */
  add(message: NewMessage): Promise<StoredMessage>;
  /** Changes a message and returns it; undefined when there is none or it was removed. */
  change(id: string, change: MessageChange): Promise<StoredMessage | undefined>;
  /** Marks a message as removed and drops what it said; undefined when there is none or it was removed before. */
  remove(id: string): Promise<StoredMessage | undefined>;
  /** One message, removed ones included. */
  get(id: string): Promise<StoredMessage | undefined>;
  findByNonce(conversation: string, nonce: string): Promise<StoredMessage | undefined>;
  /** The newest `limit` messages of one conversation, oldest first, removed ones included. */
  list(conversation: string, limit: number): Promise<readonly StoredMessage[]>;
  /** At most `limit` messages whose revision is greater, in the order of their revisions. */
  changedSince(revision: number, limit: number): Promise<readonly StoredMessage[]>;
  /** The greatest revision given out, 0 when nothing was ever stored. */
  revision(): Promise<number>;
}
