import type { Card } from './card.js';
import type { Form } from './form.js';
import type { Text } from './text.js';

/** What is said: text always (it is the notification and the fallback), a card when there is one. */
export interface Reply {
  readonly text: Text;
  readonly card?: Card;
  /** Delivery puts them below the words, as links: no platform sees them. */
  readonly files?: readonly ReplyFile[];
}

/** A file somebody sent, carried to whoever gets their words. */
export interface ReplyFile {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
}

/** What the person who pressed or submitted gets back within the request. */
export type Answer =
  /** `shown` is what the message that was pressed on shows from now on, where that was asked for and changed. */
  | { readonly kind: 'done'; readonly shown?: Reply }
  | { readonly kind: 'form'; readonly form: Form }
  | { readonly kind: 'errors'; readonly errors: Readonly<Record<string, string>> }
  | { readonly kind: 'whisper'; readonly reply: Reply };

export interface Address {
  readonly tenant: string;
  readonly conversation: string;
}

/** A person as their platform describes them. `email` only where the platform verified it. */
export interface Profile {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email?: string;
  readonly timeZone?: string;
  readonly isBot: boolean;
  readonly isGuest: boolean;
  readonly isStranger: boolean;
  readonly isDeactivated: boolean;
  /** Owner or administrator of the workspace. */
  readonly isOwner: boolean;
}

export type SendFailure =
  /** Not accepted; try again after `retryAfterMs`. */
  | 'rate_limited'
  /** Not accepted: connection refused, or a 5xx that says so. */
  | 'unavailable'
  /** Accepted or not, nobody knows: timeout, reset, a lost or unreadable response. */
  | 'uncertain'
  /** The message to be changed no longer exists. */
  | 'message_gone'
  /** The conversation or the person is not reachable any more. */
  | 'conversation_gone'
  /** The credential was revoked or refused. */
  | 'unauthorized'
  /** Refused for good, for another reason. */
  | 'refused';

/** A platform did not take what was sent. `reason` is the platform's own code, never a token or a message body. */
export class SendError extends Error {
  override readonly name = 'SendError';
  constructor(
    readonly failure: SendFailure,
    readonly reason: string,
    readonly retryAfterMs?: number,
  ) {
    super(`${failure}: ${reason}`);
  }

  /** As logs name it. */
  get code(): string {
    return this.message;
  }
}
