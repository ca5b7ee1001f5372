import type { SessionState } from '../../../models/conversations/session-work.js';
import type { Citation, StepAttempted } from '../../../models/json.js';
import type { Level } from '../../../models/ticket.js';
import type { Saying } from '../../operations/conversations/record-turn.js';
import type { Library } from '../library.js';
import type { KnownDevice } from '../playbooks/facts.js';

/** All that a turn is decided by. */
export interface Situation {
  readonly now: Date;
  readonly library: Library;
  readonly session: SessionState;
  readonly devices: readonly KnownDevice[];
  /** Written so soon after the message before that nobody can have acted on the answer to that one. */
  readonly isBurst: boolean;
  /** Files came with what was written. */
  readonly hasFiles: boolean;
}

/** Why a person is needed, and how the ticket starts. */
export interface HandOver {
  readonly summary: string;
  /** One sentence. */
  readonly reason: string;
  readonly category: string | null;
  /** How sure the category is, 0 to 1; left out where nothing says. */
  readonly confidence?: number;
  readonly impact: Level;
  readonly urgency: Level;
  readonly citations: readonly Citation[];
  /** What would help the person who takes over; asked once the ticket is there. */
  readonly asks: readonly string[];
  /** Somebody has to say yes first. */
  readonly needsYes: boolean;
}

/** What a turn does: how the session stands after it, what is said, and whether a person takes over. */
export interface TurnPlan {
  readonly session: SessionState;
  readonly says: readonly Saying[];
  /** What came of the message whose buttons counted until now: it shows these words instead of its buttons. */
  readonly ended?: string;
  /** The first answer takes the place of the one before it, so that several messages get one answer. */
  readonly isInPlace?: boolean;
  readonly handOver?: HandOver;
  /** The problem is over, one way or the other: one put aside before may go on. */
  readonly isOver?: boolean;
  /** This problem is put aside, and these words open another session. */
  readonly second?: string;
}

export type Outcome = StepAttempted['outcome'];

/** A turn that only says something; what is open stays open. */
export function onlySay(session: SessionState, reply: Saying['reply']): TurnPlan {
  return { session, says: [{ reply }] };
}
