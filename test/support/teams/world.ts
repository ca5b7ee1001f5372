import type { Log } from '../slack/log.js';
import type { Deliveries } from './deliveries.js';
import type { Faults } from './faults.js';
import type { Issuer } from './issuer.js';

export type Json = Readonly<Record<string, unknown>>;

/** Somebody of a tenant. */
export interface Member {
  /** The Entra object id. */
  readonly id: string;
  /** The bot's own id of them. */
  readonly botSideId: string;
  readonly tenantId: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email?: string | undefined;
  readonly signIn: string;
  isGuest: boolean;
  /** Old clients do not know Action.Execute and use what stands in for it. */
  readonly hasExecute: boolean;
  /** Added the app for themselves, or may be written to because a team did. */
  hasApp: boolean;
  /** The dialog this person has open. */
  dialog?: OpenDialog | undefined;
  /** What was said to this person alone, by the message it was said on. */
  readonly toasts: Toast[];
  /** Cards this person has before them in place of the message's own. */
  readonly views: Map<string, Json>;
}

interface Toast {
  readonly conversation: string;
  readonly on: string;
  readonly text: string;
}

interface OpenDialog {
  readonly title: string;
  readonly card: Json;
  readonly conversation: string;
  readonly on: string;
}

export interface SharedFile {
  readonly name: string;
  readonly type: string;
  /** What is in it. */
  readonly content?: string;
  /** A picture pasted into the words, which the connector serves to whoever has the app's token. */
  readonly isInline?: boolean;
}

export interface Message {
  readonly id: string;
  /** The channel or direct conversation it stands in. */
  readonly channel: string;
  /** The message its chain of replies hangs under; missing for a root and in direct messages. */
  readonly rootId?: string;
  /** The Entra object id of its author, or `bot`. */
  readonly from: string;
  text: string;
  /** What the bot sent. */
  activity?: Json;
  readonly files: readonly SharedFile[];
  isEdited: boolean;
  isDeleted: boolean;
}

export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly type: 'standard' | 'private' | 'shared';
  readonly team: Team;
  /** The people of a private channel; of a standard one those of its team. */
  readonly members: Set<string>;
  /** Nobody may write there any more. */
  isBlocked: boolean;
  isGone: boolean;
}

export interface Team {
  readonly id: string;
  readonly name: string;
  hasApp: boolean;
  readonly channels: Channel[];
  readonly members: Set<string>;
}

export interface Direct {
  readonly id: string;
  readonly member: Member;
  isBlocked: boolean;
}

export interface Tenant {
  readonly id: string;
  readonly serviceUrl: string;
  readonly members: Map<string, Member>;
  readonly teams: Map<string, Team>;
  readonly channels: Map<string, Channel>;
  readonly directs: Map<string, Direct>;
  /** By channel or direct conversation, oldest first. */
  readonly messages: Map<string, Message[]>;
}

/** One request to the connector, with what became of it. */
export interface ConnectorCall {
  readonly method: string;
  /** What is asked for: `send`, `create`, `update`, `delete`, `member`, `members`, `channels`. */
  readonly operation: string;
  readonly tenant: string | undefined;
  readonly conversation: string | undefined;
  readonly body: Json;
  readonly authorization: string | undefined;
  readonly at: Date;
  status?: number;
  answer?: Json;
  fault?: string;
  /** Whether the effect took place, whatever the caller was told. */
  isApplied: boolean;
}

/** Everything one loopback Teams holds. */
export interface World {
  readonly appId: string;
  readonly deskId: string;
  readonly appPassword: string;
  readonly clock: () => Date;
  readonly issuer: Issuer;
  /** The tokens the app was given, by when they end, ms. */
  readonly tokens: Map<string, number>;
  readonly tenants: Map<string, Tenant>;
  readonly calls: Log<ConnectorCall>;
  readonly counts: Map<string, number>;
  readonly faults: Faults;
  readonly deliveries: Deliveries;
  readonly limits: { admit(conversation: string): number | undefined };
  /** Whether messages are held to what Teams takes. */
  readonly checks: boolean;
  readonly onAnswered: ((call: ConnectorCall) => void) | undefined;
  /** Where the server listens, without a trailing slash. */
  origin: string;
  tokenRequests: number;
  nextId(): string;
  changed(): void;
}
