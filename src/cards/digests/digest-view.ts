import type { FleetFigures } from '../../../models/digests/digest-fleet.js';
import type { Flow as Counted, ListedTicket, StateList } from '../../../models/digests/digest-tickets.js';
import type { Tally } from '../../../models/digests/digest-week.js';
import type { Period } from '../../rules/digest-due.js';

/** Opened and ended in a period. */
export interface Flow extends Counted {
  readonly period: Period;
}

/** The week as its figures; docs/digests.md says how each is counted. */
export interface WeekFigures extends Flow {
  /** Eight weeks, the one told of last. */
  readonly trend: readonly Flow[];
  /** First responded to in the week, and the median time it took. */
  readonly responded: number;
  readonly responseMs: number | undefined;
  readonly resolved: number;
  readonly resolutionMs: number | undefined;
  readonly promised: number;
  readonly kept: number;
  readonly talks: { readonly ended: number; readonly solved: number; readonly perhaps: number };
  readonly ratings: number;
  readonly stars: number;
  readonly categories: readonly Tally[];
  readonly devices: readonly Tally[];
  readonly models: readonly Tally[];
  readonly articles: readonly Tally[];
  readonly fleet: FleetFigures;
}

/** All that one digest says. */
export interface DigestFigures {
  readonly states: Readonly<Record<StateList, number>>;
  /** When the next digest comes: what is at risk falls due before. */
  readonly nextAt: Date;
  readonly oldest: readonly ListedTicket[];
  readonly day?: Flow;
  readonly week?: WeekFigures;
}

/** One digest, for one recipient. */
export interface DigestView {
  readonly figures: DigestFigures;
  /** The local date it is for, `YYYY-MM-DD`. */
  readonly date: string;
  readonly zone: string;
  readonly scope: { readonly deptId: number | undefined; readonly name: string | undefined };
  /** Read by everybody in a channel: nothing of what was told in private may be in it. */
  readonly isShared: boolean;
  /** What the digest before said, by name. */
  readonly before: Readonly<Record<string, number>> | undefined;
}
