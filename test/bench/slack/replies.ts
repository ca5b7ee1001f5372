/** Answers are no later than this, ms; past it something is wrong and the bench says so. */
const PATIENCE_MS = 90_000;

/** A call of a platform that was answered. */
interface Heard {
  readonly method: string;
  readonly channel: string;
  readonly isApplied: boolean;
}

/** Tells who waits for it that a post into a channel was accepted. */
export interface Replies {
  readonly heard: (call: Heard) => void;
  /** Resolves with the next post into the channel; rejects when none comes. */
  next(channel: string): Promise<void>;
  /** Calls of every kind that were accepted so far, by method. */
  readonly accepted: ReadonlyMap<string, number>;
}

/** `posts` is the name of the call that says something. */
export function createReplies(posts: string): Replies {
  const waiting = new Map<string, () => void>();
  const accepted = new Map<string, number>();
  return {
    accepted,
    heard({ method, channel, isApplied }) {
      if (!isApplied) return;
      accepted.set(method, (accepted.get(method) ?? 0) + 1);
      if (method === posts) waiting.get(channel)?.();
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
