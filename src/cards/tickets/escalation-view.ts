import type { ClockName } from '../../rules/escalation.js';
import type { TicketView } from './ticket-view.js';

/** A reminder that was given, and to whom by name. */
export interface GivenReminder {
  readonly why: ClockName | 'snooze' | 'hand';
  /** The percent of the time, or `poc`; '' where a clock was not the reason. */
  readonly threshold: string;
  readonly to: readonly string[];
}

/** A ticket with what people were told of it. */
export interface EscalationView extends TicketView {
  /** Oldest first; the last is the one the card is about. */
  readonly given: readonly GivenReminder[];
  /** Names of those whom nobody can reach. */
  readonly unreached: readonly string[];
}
