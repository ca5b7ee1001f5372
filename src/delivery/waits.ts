/** How long things take before somebody else may take them over, ms. Tests run with all of them 20 times shorter. */
export interface DeliveryWaits {
  /** A process that claimed a conversation and is not heard of for so long has lost it. Longer than any platform call. */
  readonly leaseMs: number;
  /** A platform call that takes longer has an unknown outcome. Longer than a platform's own patience. */
  readonly callMs: number;
  /** Before an unknown outcome is looked for: a platform that accepted a post needs a moment to show it. */
  readonly lookAfterMs: number;
  /** Before a post that cannot be looked for is repeated, marked as a repeat; from when it was tried. */
  readonly repeatAfterMs: number;
  /** First wait after a platform was unavailable; doubled each time. */
  readonly backoffMs: number;
  readonly maxBackoffMs: number;
  /** After so long of failing a row is given up. */
  readonly giveUpAfterMs: number;
}

export const defaultWaits: DeliveryWaits = {
  leaseMs: 20_000,
  callMs: 12_000,
  lookAfterMs: 2_000,
  repeatAfterMs: 30_000,
  backoffMs: 1_000,
  maxBackoffMs: 60_000,
  giveUpAfterMs: 86_400_000,
};
