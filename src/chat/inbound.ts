/** Who wrote or pressed, as the platform knows them. A stranger belongs to another tenant (Slack Connect). */
export interface Sender {
  readonly id: string;
  readonly isBot: boolean;
  readonly isStranger: boolean;
}

/**
 * Where something happened. `conversation` and `channel` are opaque strings that only their platform can read;
 * a thread's `channel` is the channel it hangs in, elsewhere both are the same.
 */
export interface Place {
  readonly kind: 'direct' | 'thread' | 'channel';
  readonly conversation: string;
  readonly channel: string;
}

export interface FileRef {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
}

interface Base {
  readonly platform: string;
  /** The platform's own key of the workspace or tenant. */
  readonly tenant: string;
  /** Equal for every redelivery of the same thing, different for different things. Unique in (platform, tenant). */
  readonly dedupeKey: string;
  /** When it happened, UTC ISO 8601 with milliseconds. */
  readonly at: string;
  readonly sender: Sender;
}

export interface Said extends Base {
  readonly kind: 'said';
  readonly place: Place;
  readonly messageId: string;
  /** Plain words: entities decoded, the desk's own mention removed, other mentions as @id. */
  readonly text: string;
  /** A direct message, or one that mentions the desk. */
  readonly isAddressed: boolean;
  /** Ids of the other people it mentions. */
  readonly mentions: readonly string[];
  readonly files: readonly FileRef[];
}

export interface Edited extends Base {
  readonly kind: 'edited';
  readonly place: Place;
  readonly messageId: string;
  readonly text: string;
  readonly mentions: readonly string[];
}

export interface Deleted extends Base {
  readonly kind: 'deleted';
  readonly place: Place;
  readonly messageId: string;
}

/** A person or the desk itself (`who.isDesk`) came into or left a channel. */
export interface Membership extends Base {
  readonly kind: 'membership';
  readonly place: Place;
  readonly who: { readonly id: string; readonly isDesk: boolean };
  readonly change: 'joined' | 'left';
  readonly isPrivate: boolean;
}

/** The platform says that it knows somebody (the sender) differently now: what it says is a hint to ask it anew. */
export interface ProfileChanged extends Base {
  readonly kind: 'profile_changed';
  readonly timeZone?: string | undefined;
  /** Neither gone nor a guest. */
  readonly isMember: boolean;
}

export interface Uninstalled extends Base {
  readonly kind: 'uninstalled';
}

/** The card a press was made on, as it was rendered. */
export interface CardRef {
  readonly id: string;
  readonly version: number;
}

export interface Pressed extends Base {
  readonly kind: 'pressed';
  readonly place: Place;
  readonly messageId: string;
  readonly action: string;
  readonly subject: string;
  readonly card: CardRef;
  /**
   * Keys that a redelivery under a new dedupeKey shares: where one of them is known, this was asked before. They count only
   * where something came of it; a form may be opened again at once.
   */
  readonly likeness?: readonly string[];
  /** The platform can show the message as it is by now with its answer. */
  readonly takesShown?: boolean;
}

export interface Submitted extends Base {
  readonly kind: 'submitted';
  readonly action: string;
  readonly subject: string;
  readonly version: number;
  readonly values: Readonly<Record<string, string>>;
}

/** Told after the fact and redelivered until it is acknowledged; answered through the outbox. */
export type Told = Said | Edited | Deleted | Membership | ProfileChanged | Uninstalled;

/** Asked by somebody who waits for the answer; never redelivered. */
export type Asked = Pressed | Submitted;

export type Inbound = Told | Asked;
