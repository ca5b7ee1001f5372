import type { KnownBlock } from '@slack/types';
import type { Modal } from './blocks/check.js';
import type { Deliveries } from './deliveries.js';
import type { Faults } from './faults.js';
import type { Ids } from './ids.js';
import type { Log } from './log.js';
import type { RateLimits } from './rate-limits.js';

export type Json = Readonly<Record<string, unknown>>;

/** Somebody in a workspace, the app's own bot user included. */
export interface Member {
  readonly id: string;
  readonly teamId: string;
  firstName: string;
  lastName: string;
  email?: string;
  tz: string;
  isOwner: boolean;
  isGuest: boolean;
  isBot: boolean;
  isStranger: boolean;
  isDeactivated: boolean;
  readonly botId?: string;
  /** The modals this person has open, the one on top last. */
  views: OpenView[];
}

export interface OpenView {
  readonly id: string;
  readonly rootId: string;
  readonly externalId: string;
  view: Modal;
  hash: string;
  /** What was typed so far, by block id. */
  values: Map<string, string>;
  errors: Readonly<Record<string, string>>;
}

export interface SharedFile {
  readonly id: string;
  readonly name: string;
  readonly mimetype: string;
  readonly size: number;
  /** What is in it; without, as many letters as its size says. */
  readonly content?: string | Buffer;
}

export interface Message {
  readonly ts: string;
  readonly user: string;
  readonly botId?: string;
  readonly appId?: string;
  /** The timestamp of the message this one hangs under. */
  readonly threadTs?: string;
  readonly ephemeralFor?: string;
  readonly files: readonly SharedFile[];
  readonly clientMsgId?: string;
  text: string;
  blocks: readonly KnownBlock[];
  metadata?: Json;
  editedTs?: string;
  readonly replies: string[];
  readonly reactions: Map<string, Set<string>>;
}

export interface Channel {
  readonly id: string;
  readonly kind: 'im' | 'public' | 'private';
  name: string;
  /** The person a direct message is with. */
  readonly user?: string;
  isArchived: boolean;
  isGone: boolean;
  readonly members: Set<string>;
  readonly messages: Map<string, Message>;
  /** Timestamps ascending, deleted ones included, so that a page is found by bisection. */
  readonly order: string[];
  /** Roots that were deleted: a thread may still hang under them. */
  readonly tombs: Set<string>;
}

export interface Workspace {
  readonly team: string;
  readonly appId: string;
  readonly botToken: string;
  readonly domain: string;
  readonly botUser: Member;
  readonly scopes: Set<string>;
  /** Set when the token was taken away: the code every call gets. */
  deadToken?: 'token_revoked' | 'account_inactive';
  isInstalled: boolean;
  readonly members: Map<string, Member>;
  readonly channels: Map<string, Channel>;
  readonly ims: Map<string, Channel>;
  readonly openViews: Map<string, { readonly person: Member; readonly open: OpenView }>;
}

export interface Trigger {
  readonly workspace: Workspace;
  readonly person: Member;
  readonly expiresAt: number;
  readonly isFromModal: boolean;
  isUsed: boolean;
}

export interface ResponseUrl {
  readonly workspace: Workspace;
  readonly channel: Channel;
  readonly person: Member;
  readonly messageTs: string;
  readonly expiresAt: number;
  usesLeft: number;
}

/** One request to the Web API, with what became of it. */
export interface ApiCall {
  readonly method: string;
  readonly token: string | undefined;
  readonly team: string | undefined;
  readonly args: Json;
  readonly at: Date;
  /** Missing where the connection was cut or left hanging. */
  answer?: Json;
  status?: number;
  fault?: string;
  /** Whether the effect took place, whatever the caller was told. */
  isApplied: boolean;
}

/** Everything one loopback Slack holds. */
export interface World {
  readonly clock: () => Date;
  readonly ids: Ids;
  readonly workspaces: Map<string, Workspace>;
  readonly tokens: Map<string, Workspace>;
  readonly triggers: Map<string, Trigger>;
  readonly responseUrls: Map<string, ResponseUrl>;
  readonly calls: Log<ApiCall>;
  readonly callCounts: Map<string, number>;
  readonly faults: Faults;
  readonly limits: RateLimits;
  readonly deliveries: Deliveries;
  /** About how many calls, deliveries, messages of a channel and triggers are kept; all without it. */
  readonly keeps: number | undefined;
  readonly echoesOwnMessages: boolean;
  readonly onAnswered: ((call: ApiCall) => void) | undefined;
  /** Where the server listens, without a trailing slash. Set once it does. */
  origin: string;
  /** Tells everyone who waits for something to be seen that something changed. */
  changed(): void;
  onChange(listener: () => void): () => void;
}
