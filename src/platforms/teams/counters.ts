/** Requests that did not reach the desk, by reason. */
export interface TeamsCounts {
  readonly badToken: number;
  readonly noKeys: number;
  readonly badBody: number;
  readonly otherTenant: number;
  readonly otherHost: number;
  readonly failed: number;
}

/** Counts in memory, for health and metrics. */
export function createCounters(): { add(reason: keyof TeamsCounts): void; read(): TeamsCounts } {
  const counts: Record<keyof TeamsCounts, number> = {
    badToken: 0,
    noKeys: 0,
    badBody: 0,
    otherTenant: 0,
    otherHost: 0,
    failed: 0,
  };
  return {
    add: (reason) => {
      counts[reason] += 1;
    },
    read: () => ({ ...counts }),
  };
}
