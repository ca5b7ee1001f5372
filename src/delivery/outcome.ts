import type { OutboxRow } from '../../models/outbox/outbox.js';
import { SendError } from '../chat/outbound.js';
import type { DeliveryWaits } from './waits.js';

/** What became of a row, as it is recorded. Reasons are codes and short words, never what was said. */
export type Outcome =
  /** The platform shows it, or nothing has to be shown. */
  | {
      readonly kind: 'sent';
      readonly messageRef?: string | undefined;
      readonly card?: ShownCard;
      readonly reason?: string;
      /** What it was to change was given up: the change is folded into that row. */
      readonly fold?: { readonly outboxId: string; readonly reply: string | null };
    }
  /** Goes again at `at`; `holds` keeps everything else of the conversation back until then, too. */
  | {
      readonly kind: 'again';
      readonly at: Date;
      readonly reason?: string;
      readonly holds?: boolean;
      readonly isRepeat?: boolean;
    }
  /** Nobody knows; looked for at `at`. */
  | { readonly kind: 'look'; readonly at: Date; readonly reason?: string }
  /** The card's message is gone: posted anew. */
  | { readonly kind: 'repost'; readonly messageRef: string; readonly reason: string }
  | { readonly kind: 'dead'; readonly reason: string };

export interface ShownCard {
  readonly cardId: string;
  readonly version: number;
  /** It is a new message, not a change of one. */
  readonly isNew: boolean;
  /** It shows more than before; a card that does not get on is not shown again and again. */
  readonly isNewer: boolean;
}

/** What was asked of the platform. */
export interface Asked {
  readonly isPost: boolean;
  /** The message a card was to be updated in. */
  readonly cardRef?: string | undefined;
}

/** Errors of our own making are tried so often: the database may be away, the next version may mend the rest. */
const MOST_ATTEMPTS = 5;
const INTERNAL = 'internal';
/** A platform that asks for more patience than this is asked again. */
const LONGEST_HOLD_MS = 86_400_000;

/**
 * Decides by the platform's failure. Only a post whose outcome is unknown has to be looked for: updating and removing
 * are simply repeated. What is refused for good is tried once more, since platforms refuse wrongly now and then.
 */
export function outcomeOf(
  error: unknown,
  row: OutboxRow,
  { asked, now, waits }: { asked: Asked; now: Date; waits: DeliveryWaits },
): Outcome {
  const later = (ms: number) => new Date(now.getTime() + ms);
  const lookLater = (reason: string): Outcome => ({ kind: 'look', at: later(waits.lookAfterMs), reason });
  const again = (ms: number, reason: string, holds = false): Outcome =>
    isGivenUp(row, { now, waits })
      ? { kind: 'dead', reason: `given up: ${reason}` }
      : { kind: 'again', at: later(ms), reason, holds };
  if (!(error instanceof SendError)) return asked.isPost ? lookLater(internal(error)) : ownFailure(error, row, again);
  const { failure, reason } = error;
  switch (failure) {
    case 'rate_limited':
      return again(Math.min(LONGEST_HOLD_MS, error.retryAfterMs ?? waits.backoffMs), reason, true);
    case 'unavailable':
      return again(backoff(row.attempts, waits), reason);
    case 'uncertain':
      return asked.isPost ? lookLater(reason) : again(backoff(row.attempts, waits), reason);
    case 'message_gone':
      if (asked.cardRef !== undefined) return { kind: 'repost', messageRef: asked.cardRef, reason };
      if (!asked.isPost) return { kind: 'sent', reason };
      break;
    default:
  }
  return row.attempts < 2 ? again(waits.backoffMs, reason) : { kind: 'dead', reason };

  function ownFailure(failed: unknown, of: OutboxRow, retry: typeof again): Outcome {
    if (of.attempts >= MOST_ATTEMPTS && of.reason?.startsWith(INTERNAL))
      return { kind: 'dead', reason: internal(failed) };
    return retry(backoff(of.attempts, waits), internal(failed));
  }
}

/** Whether a row has failed for so long that it is given up. */
export function isGivenUp(row: OutboxRow, { now, waits }: { now: Date; waits: DeliveryWaits }): boolean {
  return now.getTime() - Date.parse(row.first_tried_at ?? row.created_at) > waits.giveUpAfterMs;
}

/** How long to wait after so many attempts, ms. */
export function backoff(attempts: number, waits: DeliveryWaits): number {
  return Math.min(waits.maxBackoffMs, waits.backoffMs * 2 ** Math.max(0, Math.min(attempts - 1, 16)));
}

function internal(error: unknown): string {
  return `${INTERNAL}: ${error instanceof Error ? error.name : 'unknown'}`;
}
