import type { ApiCall } from '../../support/slack/world.js';

/** Answers are no later than this, ms; past it something is wrong and the bench says so. */
const PATIENCE_MS = 90_000;

/** Tells who waits for it that a post into a channel was accepted. */
export interface Replies {
  readonly heard: (call: ApiCall) => void;
  /** Resolves with the next post into the channel; rejects when none comes. */
  next(channel: string): Promise<void>;
  /** Calls of every kind that were accepted so far, by method. */
  readonly accepted: ReadonlyMap<string, number>;
}

export function createReplies(): Replies {
  const waiting = new Map<string, () => void>();
  const accepted = new Map<string, number>();
  return {
    accepted,
    heard({ method, args, isApplied }) {
      if (!isApplied) return;
      accepted.set(method, (accepted.get(method) ?? 0) + 1);
      if (method === 'chat.postMessage') waiting.get(String(args.channel))?.();
    },
    next(channel) {
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`no reply in ${channel}`)), PATIENCE_MS);
        waiting.set(channel, () => {
          clearTimeout(timer);
          waiting.delete(channel);
          resolve();
        });
      });
    },
  };
}
