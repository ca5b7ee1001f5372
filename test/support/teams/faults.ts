import { seededRandom } from '../slack/random.js';
import type { ConnectorCall } from './world.js';

/** Which calls go wrong. Everything given must match. */
interface FaultMatch {
  readonly operation?: string;
  readonly conversation?: string;
  readonly when?: (call: ConnectorCall) => boolean;
}

/**
 * How a call goes wrong. `drop` applies it and cuts the connection, `refuse` cuts without applying, `hang` never
 * answers. A status answers without applying, unless it says that it was applied all the same.
 */
export type FaultKind =
  | {
      readonly status: number;
      readonly code?: string;
      readonly retryAfter?: number;
      readonly body?: string;
      readonly isApplied?: boolean;
    }
  | { readonly hang: 'applied' | 'not applied' }
  | { readonly location: string }
  | 'drop'
  | 'refuse';

interface FaultBounds {
  readonly times?: number;
  /** The share of matching calls that fail, drawn from the server's seed. */
  readonly rate?: number;
}

export interface Faults {
  add(match: FaultMatch, kind: FaultKind, bounds?: FaultBounds): { readonly hits: number; clear(): void };
  strike(call: ConnectorCall): FaultKind | undefined;
  clear(): void;
}

interface Armed {
  readonly match: FaultMatch;
  readonly kind: FaultKind;
  readonly bounds: FaultBounds;
  hits: number;
}

/** The scripted faults of one server. */
export function createFaults(seed: number): Faults {
  const random = seededRandom(seed);
  const active: Armed[] = [];
  const disarm = (armed: Armed) => {
    const index = active.indexOf(armed);
    if (index >= 0) active.splice(index, 1);
  };
  return {
    add(match, kind, bounds = {}) {
      const armed: Armed = { match, kind, bounds, hits: 0 };
      active.push(armed);
      return {
        get hits() {
          return armed.hits;
        },
        clear: () => disarm(armed),
      };
    },
    strike(call) {
      const armed = active.find(
        ({ match, bounds }) =>
          (match.operation === undefined || match.operation === call.operation) &&
          (match.conversation === undefined || match.conversation === call.conversation) &&
          (match.when === undefined || match.when(call)) &&
          (bounds.rate === undefined || random() < bounds.rate),
      );
      if (!armed) return undefined;
      armed.hits += 1;
      if (armed.hits >= (armed.bounds.times ?? Number.POSITIVE_INFINITY)) disarm(armed);
      return armed.kind;
    },
    clear: () => {
      active.length = 0;
    },
  };
}
