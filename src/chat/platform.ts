import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Asked, Told } from './inbound.js';
import type { Address, Answer, Profile, Reply } from './outbound.js';

/**
 * What became of something told: `stored` and `known` may be acknowledged at once; `ignored` concerns nobody;
 * `unknown_tenant` is dropped and counted. A rejection means nothing was stored: the platform must be answered 5xx.
 */
export type Receipt = 'stored' | 'known' | 'ignored' | 'unknown_tenant';

/** The one door into the desk. Platforms hold nothing else of it. */
export interface Intake {
  /** Resolves after its row is committed; the answer follows through the outbox. */
  tell(told: Told): Promise<Receipt>;
  /** Answers within the request. Asking the same thing twice acts once and answers with the state as it is now. */
  ask(asked: Asked): Promise<Answer>;
}

/** One HTTP route, matched by exact path or, with a trailing slash, by prefix. */
export interface Route {
  readonly path: string;
  handle(request: IncomingMessage, response: ServerResponse): void | Promise<void>;
}

/** How fast one conversation may be written to: one message each `everyMs`, with at most `burst` at once. */
export interface Pace {
  readonly everyMs: number;
  readonly burst: number;
}

/**
 * A chat platform. Every call that reaches the network rejects with `SendError` and never retries by itself:
 * the outbox owns retrying.
 */
export interface Platform {
  readonly name: string;
  readonly pace: Pace;
  readonly routes: readonly Route[];
  start(intake: Intake): Promise<void>;
  stop(): Promise<void>;
  /** Posts and returns the platform's message id. The nonce marks the message so that `find` can look for it. */
  post(to: Address, reply: Reply, nonce: string): Promise<string>;
  update(to: Address, messageId: string, reply: Reply): Promise<void>;
  remove(to: Address, messageId: string): Promise<void>;
  /** Looks for a post whose outcome is unknown: its message id, `absent`, or `cannot_tell`. */
  find(to: Address, nonce: string, since: string): Promise<{ messageId: string } | 'absent' | 'cannot_tell'>;
  profile(tenant: string, personId: string): Promise<Profile>;
  /** Ids of the people in a channel, and whether only its members can read it. */
  members(to: Address): Promise<{ readonly ids: readonly string[]; readonly isPrivate: boolean }>;
  /** What is in a file of a `FileRef`; `refused` when it is larger than `mostBytes` or not to be had. */
  download(tenant: string, fileId: string, mostBytes: number): Promise<Buffer>;
  /** The conversation string for a direct message with a person. */
  direct(tenant: string, personId: string): Promise<string>;
  /** The conversation string of the thread that hangs under a message. Pure. */
  threadUnder(conversation: string, messageId: string): string;
}
