import type { OutboxRow } from '../../models/outbox.js';
import { SendError } from '../chat/outbound.js';
import type { DeliveryWaits } from './waits.js';

/** What is done about a row that was not plainly accepted. */
export type Verdict =
  | { readonly kind: 'again'; readonly at: Date; readonly reason: string; readonly holdConversation: boolean }
  | { readonly kind: 'look'; readonly at: Date; readonly reason: string }
  | { readonly kind: 'repost'; readonly reason: string }
  | { readonly kind: 'needless'; readonly reason: string }
  | { readonly kind: 'dead'; readonly reason: string };

/**
 * Decides by the platform's failure. Only a post whose outcome is unknown has to be looked for: updating and removing
 * are simply repeated. What is refused for good is tried once more, since platforms refuse wrongly now and then.
 */
export function verdictOn(
  error: unknown,
  row: OutboxRow,
  { now, waits }: { now: Date; waits: DeliveryWaits },
): Verdict {
  if (!(error instanceof SendError)) return { kind: 'dead', reason: `internal: ${nameOf(error)}` };
  const { failure, reason } = error;
  const isOld = now.getTime() - Date.parse(row.created_at) > waits.giveUpAfterMs;
  const again = (ms: number, holdConversation = false): Verdict =>
    isOld
      ? { kind: 'dead', reason: `given up: ${reason}` }
      : { kind: 'again', at: new Date(now.getTime() + ms), reason, holdConversation };
  switch (failure) {
    case 'rate_limited':
      return again(error.retryAfterMs ?? waits.backoffMs, true);
    case 'unavailable':
      return again(backoff(row.attempts, waits));
    case 'uncertain':
      if (row.kind === 'replace' || row.kind === 'remove') return again(backoff(row.attempts, waits));
      return { kind: 'look', at: new Date(now.getTime() + waits.lookAfterMs), reason };
    case 'message_gone':
      return row.kind === 'card' ? { kind: 'repost', reason } : { kind: 'needless', reason };
    default:
      return row.attempts < 2 ? again(waits.backoffMs) : { kind: 'dead', reason };
  }
}

function backoff(attempts: number, waits: DeliveryWaits): number {
  return Math.min(waits.maxBackoffMs, waits.backoffMs * 2 ** Math.min(attempts - 1, 16));
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}
