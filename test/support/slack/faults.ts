import { seededRandom } from './random.js';
import type { ApiCall } from './world.js';

/** Which calls go wrong. Everything given must match; a function decides over the whole call. */
interface FaultMatch {
  readonly method?: string;
  readonly channel?: string;
  readonly team?: string;
  readonly when?: (call: ApiCall) => boolean;
}

/**
 * How a call goes wrong. `drop` applies it and cuts the connection, `refuse` cuts without applying, `hang` never
 * answers (applied or not as it says). The others answer without applying.
 */
export type FaultKind =
  | { readonly status: 429; readonly retryAfter: number }
  | { readonly status: number; readonly body?: string; readonly isApplied?: boolean }
  | { readonly error: string }
  | { readonly hang: 'applied' | 'not applied' }
  | 'drop'
  | 'refuse';

interface FaultBounds {
  /** At most so many calls; without it, until cleared. */
  readonly times?: number;
  /** The share of matching calls that fail, drawn from the server's seed. */
  readonly rate?: number;
  readonly until?: Date;
}

/** A fault in force. */
interface Fault {
  readonly hits: number;
  clear(): void;
}

export interface Faults {
  add(match: FaultMatch, kind: FaultKind, bounds?: FaultBounds): Fault;
  /** The first fault that wants this call, if any; counts as one hit. */
  strike(call: ApiCall): FaultKind | undefined;
  clear(): void;
}

/** The scripted faults of one server. */
export function createFaults(seed: number): Faults {
  const random = seededRandom(seed);
  const active: Armed[] = [];
  return {
    add(match, kind, bounds = {}) {
      const armed: Armed = { match, kind, bounds, hits: 0 };
      active.push(armed);
      return {
        get hits() {
          return armed.hits;
        },
        clear: () => disarm(active, armed),
      };
    },
    strike(call) {
      const armed = active.find((candidate) => strikes(candidate, call, random));
      if (!armed) return undefined;
      armed.hits += 1;
      if (armed.hits >= (armed.bounds.times ?? Number.POSITIVE_INFINITY)) disarm(active, armed);
      return armed.kind;
    },
    clear: () => {
      active.length = 0;
    },
  };
}

interface Armed {
  readonly match: FaultMatch;
  readonly kind: FaultKind;
  readonly bounds: FaultBounds;
  hits: number;
}

function strikes({ match, bounds }: Armed, call: ApiCall, random: () => number): boolean {
  if (match.method !== undefined && match.method !== call.method) return false;
  if (match.channel !== undefined && match.channel !== call.args.channel) return false;
  if (match.team !== undefined && match.team !== call.team) return false;
  if (bounds.until && call.at >= bounds.until) return false;
  if (match.when && !match.when(call)) return false;
  return bounds.rate === undefined || random() < bounds.rate;
}

function disarm(active: Armed[], armed: Armed): void {
  const index = active.indexOf(armed);
  if (index >= 0) active.splice(index, 1);
}
