import type { StepAttempted } from '../../../models/json.js';
import type { Level } from '../../../models/ticket.js';
import type { TicketAction } from '../../rules/ticket-life.js';

/** What was said in a session, who first: the person, and by turns the desk. */
type Talk = readonly string[];

/** A step somebody tried before a person took over. */
export type DemoStep = Pick<StepAttempted, 'playbook' | 'step' | 'text' | 'outcome'>;

/** Something that happened to a ticket, so many business hours after it was opened. */
export interface DemoMove {
  readonly after: number;
  readonly action: TicketAction;
  /** Which of the techs, counted from 0; the requester where it is left out. */
  readonly tech?: number;
  readonly words?: string;
}

/** One problem of the example company, talked over with the desk; with moves or without it became a ticket. */
export interface Story {
  /** Part of its ids: it is told once. */
  readonly key: string;
  /** Business hours ago it began. */
  readonly ago: number;
  /** Whose problem it is, counted from 0 among the people of the company. */
  readonly person: number;
  readonly category: string;
  readonly talk: Talk;
  readonly steps?: readonly DemoStep[];
  /** How it ended in the session, where no ticket came of it. */
  readonly ended?: 'resolved' | 'abandoned';
  readonly ticket?: {
    readonly summary: string;
    readonly impact: Level;
    readonly urgency: Level;
    readonly reason: string;
    /** It is about the person's own device. */
    readonly isAboutDevice?: boolean;
    readonly moves: readonly DemoMove[];
    readonly stars?: number;
    readonly comment?: string;
  };
}
