import type { Diagnostics } from '../../../models/json.js';
import type { TicketRow } from '../../../models/tickets/ticket-work.js';
import { isLive, type TicketState } from '../../rules/ticket-life.js';
import { oneLine } from '../clip.js';
import { words } from '../wording/index.js';

/** The device a ticket is about, as it was when the ticket was opened. */
export type DeviceFacts = NonNullable<Diagnostics['device']>;

/** Everything a ticket's cards are drawn from. `zone` is the organisation's IANA zone. */
export interface TicketView {
  readonly ticket: TicketRow;
  readonly device: DeviceFacts | undefined;
  readonly zone: string;
  readonly now: Date;
}

/** The name of the person the ticket is for, else what is known of them. */
export function requesterName({ ticket }: Pick<TicketView, 'ticket'>): string {
  return nameOr(ticket.requester_first, ticket.requester_last, ticket.requester_email?.split('@')[0]);
}

/** The name of the person who has the ticket; undefined while nobody has. */
export function assigneeName({ ticket }: Pick<TicketView, 'ticket'>): string | undefined {
  if (ticket.assignee_user_id === null) return undefined;
  return nameOr(ticket.assignee_first, ticket.assignee_last, undefined);
}

/** The ticket as far as its life is concerned. */
export function stateOf(ticket: TicketRow): TicketState {
  return { status: ticket.status, isTaken: ticket.assignee_user_id !== null };
}

/** The clock that counts now: the answer until a person gave one, then the solution. */
export interface RunningClock {
  readonly measure: 'response' | 'resolution';
  /** UTC ISO 8601; undefined while the clock pauses. */
  readonly dueAt: string | undefined;
  readonly isOverdue: boolean;
}

/** The clock a live ticket runs against; undefined where nothing is promised or nothing is left to do. */
export function runningClock({ ticket, now }: Pick<TicketView, 'ticket' | 'now'>): RunningClock | undefined {
  if (!isLive(ticket.status)) return undefined;
  const isUnanswered = ticket.first_responded_at === null;
  const isResponse = isUnanswered && (ticket.first_response_due_at !== null || ticket.approval_state === 'asked');
  const measure = isResponse ? 'response' : 'resolution';
  const dueAt = (measure === 'response' ? ticket.first_response_due_at : ticket.resolution_due_at) ?? undefined;
  if (dueAt === undefined && !isWaiting(ticket)) return undefined;
  return { measure, dueAt, isOverdue: dueAt !== undefined && new Date(dueAt) <= now };
}

function isWaiting({ status, priority, approval_state, first_responded_at }: TicketRow): boolean {
  if (approval_state === 'asked' && first_responded_at === null) return true;
  const waits = status === 'waiting_user' || status === 'waiting_vendor' || approval_state === 'asked';
  // The lowest priority is promised no solution, so there is nothing that could pause.
  return waits && priority !== 'P5';
}

function nameOr(firstName: string | null, lastName: string | null, other: string | undefined): string {
  return (
    oneLine(`${firstName ?? ''} ${lastName ?? ''}`, MAX_NAME) || oneLine(other ?? '', MAX_NAME) || words.labels.someone
  );
}

const MAX_NAME = 80;
