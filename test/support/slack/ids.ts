/** Gives out ids shaped like Slack's and message timestamps that only ever grow, even when the clock is set back. */
export interface Ids {
  next(prefix: string): string;
  ts(): string;
  secret(): string;
}

/** Ids of one loopback Slack: the same calls in the same order give the same ids. */
export function createIds(clock: () => Date): Ids {
  let count = 0;
  let lastMicros = 0;
  const take = (): number => {
    count += 1;
    return count;
  };
  return {
    next: (prefix) => `${prefix}0L${take().toString(36).toUpperCase().padStart(7, '0')}`,
    ts: () => {
      lastMicros = Math.max(lastMicros + 1, clock().getTime() * 1000);
      return `${Math.floor(lastMicros / 1_000_000)}.${String(lastMicros % 1_000_000).padStart(6, '0')}`;
    },
    secret: () => take().toString(16).padStart(24, 'c0ffee'),
  };
}
