/** How fast the server lets callers be; nothing is limited unless it is named. */
export interface Limits {
  /** Posts a second into one channel. */
  readonly perChannelPerSecond?: number;
  /** How many posts may come at once before the pace counts; 1 unless given. */
  readonly channelBurst?: number;
  /** Calls a minute of one method by one workspace, by method name. */
  readonly perMethodPerMinute?: Readonly<Record<string, number>>;
}

export interface RateLimits {
  set(limits: Limits): void;
  /** Seconds to wait when the call comes too fast, otherwise undefined and the call is counted. */
  retryAfter(call: { readonly method: string; readonly team: string; readonly channel: unknown }): number | undefined;
}

/** Token buckets over the server's clock. */
export function createRateLimits(clock: () => Date): RateLimits {
  let limits: Limits = {};
  const buckets = new Map<string, number>();
  const overdue = (key: string, everyMs: number, burst: number): number | undefined => {
    const now = clock().getTime();
    const due = Math.max(buckets.get(key) ?? 0, now);
    const wait = due - now - (burst - 1) * everyMs;
    if (wait > 0) return Math.max(1, Math.ceil(wait / 1000));
    buckets.set(key, due + everyMs);
    return undefined;
  };
  return {
    set(next) {
      limits = next;
      buckets.clear();
    },
    retryAfter({ method, team, channel }) {
      const perMinute = limits.perMethodPerMinute?.[method];
      const slow = perMinute && overdue(`${team} ${method}`, 60_000 / perMinute, perMinute);
      if (slow) return slow;
      if (!limits.perChannelPerSecond || method !== 'chat.postMessage') return undefined;
      return overdue(`${team} ${channel}`, 1000 / limits.perChannelPerSecond, limits.channelBurst ?? 1);
    },
  };
}
