import type { Citation, StepAttempted } from '../../../models/json.js';
import type { SessionState } from '../../../models/session-work.js';
import type { Level } from '../../../models/ticket.js';
import type { Reply } from '../../chat/outbound.js';
import type { Text } from '../../chat/text.js';
import type { Saying } from '../../operations/record-turn.js';
import type { Library } from '../library.js';
import type { KnownDevice } from '../playbooks/facts.js';

/** All that a turn is decided by. */
export interface Situation {
  readonly now: Date;
  readonly library: Library;
  readonly session: SessionState;
  readonly devices: readonly KnownDevice[];
  /** Said before the desk's own words, e.g. what is stored at a first contact. */
  readonly preface?: Text;
  /** Written so soon after the message before that the person cannot have read the answer to that one. */
  readonly isBurst: boolean;
}

/** Why a person is needed, and how the ticket starts. */
export interface HandOver {
  readonly summary: string;
  /** One sentence. */
  readonly reason: string;
  readonly category: string | null;
  readonly impact: Level;
  readonly urgency: Level;
  readonly citations: readonly Citation[];
  /** Said before who answers and by when, such as what to do meanwhile. */
  readonly preface?: Text;
}

/** What a turn does: how the session stands after it, what is said, and whether a person takes over. */
export interface TurnPlan {
  readonly session: SessionState;
  readonly says: readonly Saying[];
  /** What becomes of the message whose buttons counted until now. */
  readonly previous?: Reply | 'remove';
  readonly handOver?: HandOver;
  /** The problem is over, one way or the other: one put aside before may go on. */
  readonly isOver?: boolean;
  /** This problem is put aside, and these words open another session. */
  readonly second?: string;
}

export type Outcome = StepAttempted['outcome'];
