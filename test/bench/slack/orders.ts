/** Whose turn it is: each side has a workspace of its own in the one loopback Slack. */
export type Side = 'desk' | 'full' | 'bare';

/** So many conversations at once, until so many turns were answered or so much time has passed. */
export interface TurnsOrder {
  readonly side: Side;
  readonly inFlight: number;
  readonly turns?: number;
  readonly ms?: number;
  /** Each of them says a line only so often, ms, while the desk has other things to say, too: its posts are not counted. */
  readonly everyMs?: number;
}

export interface TurnsResult {
  readonly turns: number;
  readonly ms: number;
  /** From sending the event until the reply was accepted, ms. */
  readonly latencies: readonly number[];
}

/** One message of everyone at once. */
export interface BurstOrder {
  readonly side: Side;
  readonly connections: number;
  readonly isAnswered: boolean;
}

export interface BurstResult {
  readonly events: number;
  readonly notOk: number;
  /** Until the last was acknowledged, ms. */
  readonly ackedMs: number;
  readonly p50: number;
  readonly p99: number;
  /** Until the last was answered, ms. */
  readonly answeredMs: number | undefined;
}

/** What the process of Slack does when it is told, with what it gives back. */
export interface Orders {
  open(of: { side: Side; people: number }): { apiUrl: string; token: string };
  deliverTo(of: { url: string }): Record<string, never>;
  turns(of: TurnsOrder): Promise<TurnsResult>;
  burst(of: BurstOrder): Promise<BurstResult>;
  /** Adds people `UF1` to `UF<owners>` who say nothing, and a channel with the desk in it. */
  fleet(of: { side: Side; owners: number }): { channel: string };
}

export const signingSecret = 'a-signing-secret-of-the-bench';
