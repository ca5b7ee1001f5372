/** Requests that did not reach the desk, by reason. */
export interface SlackCounts {
  readonly badSignature: number;
  readonly badBody: number;
  readonly otherApp: number;
  readonly unknownTenant: number;
  readonly failed: number;
}

/** Counts in memory, for health and metrics. */
export function createCounters(): { add(reason: keyof SlackCounts): void; read(): SlackCounts } {
  const counts: Record<keyof SlackCounts, number> = {
    badSignature: 0,
    badBody: 0,
    otherApp: 0,
    unknownTenant: 0,
    failed: 0,
  };
  return {
    add: (reason) => {
      counts[reason] += 1;
    },
    read: () => ({ ...counts }),
  };
}
