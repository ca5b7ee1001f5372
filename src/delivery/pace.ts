import type { Pace } from '../chat/platform.js';

/**
 * A token bucket in one column: `next_send_at` is when the bucket is full again, and lies at most `burst - 1` messages
 * ahead of now while a message may go.
 */
export function waitFor(pace: Pace, nextSendAt: string, now: Date): number {
  const ahead = nextSendAt === '' ? 0 : Date.parse(nextSendAt) - now.getTime();
  return Math.max(0, ahead - slackOf(pace));
}

/** `next_send_at` after one more message. */
export function afterSending(pace: Pace, nextSendAt: string, now: Date): string {
  const from = nextSendAt === '' ? now.getTime() : Math.max(now.getTime(), Date.parse(nextSendAt));
  return new Date(from + pace.everyMs).toISOString();
}

/** `next_send_at` that lets nothing go before `until`. */
export function heldUntil(pace: Pace, until: Date): string {
  return new Date(until.getTime() + slackOf(pace)).toISOString();
}

/** How far `next_send_at` may lie ahead of now while a message may still go, ms. */
function slackOf(pace: Pace): number {
  return (pace.burst - 1) * pace.everyMs;
}

/** `slackOf` of the platform that allows most. */
export function widestSlack(paces: Iterable<Pace>): number {
  return Math.max(0, ...[...paces].map(slackOf));
}
