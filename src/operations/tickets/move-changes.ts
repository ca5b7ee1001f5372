import type { TicketRow, TicketWorkChange } from '../../../models/tickets/ticket-work.js';
import { priorityOf } from '../../rules/priority.js';
import { isLive, type TicketAction, type TicketMove, type TicketStatus, ticketLife } from '../../rules/ticket-life.js';
import type { OrgRules } from '../organisations/org-settings.js';
import type { Move } from './move-ticket.js';
import { dueTimes, paused, restarted, resumed } from './ticket-clocks.js';

interface After {
  readonly status: TicketStatus;
  readonly rules: OrgRules;
  readonly now: Date;
}

/** What a move changes in the ticket's work row: who has it, its clocks, what came of it. */
export function workChange(ticket: TicketRow, move: Move, { status, rules, now }: After): TicketWorkChange {
  const at = now.toISOString();
  const isWaiting = status === 'waiting_user' || status === 'waiting_vendor';
  const stillResolved = status === ticket.status ? ticket.resolved_at : null;
  const facts = {
    priority: move.edit ? priorityOf(move.edit.impact, move.edit.urgency, rules.matrix) : ticket.priority,
    pauses_json: isWaiting ? paused(ticket, now) : resumed(ticket, now),
    first_responded_at: ticket.first_responded_at ?? (isResponse(ticket, move) ? at : null),
    resolved_at: status === 'resolved' ? (ticket.resolved_at ?? at) : stillResolved,
    ...(move.action === 'reopen' ? restarted(ticket, rules, now) : {}),
  };
  return {
    ...facts,
    assignee_user_id: assigneeAfter(ticket, move),
    snoozed_until: snoozeAfter(ticket, move),
    ...(move.action === 'resolve' && move.words ? { resolution: move.words } : {}),
    ...(move.into ? { merged_into: move.into.ticket_id } : {}),
    ...dueTimes({ ...ticket, ...facts }, rules),
  };
}

/** What a move changes in TICKETS itself. */
export function ticketChange(ticket: TicketRow, move: Move, { status, now }: Pick<After, 'status' | 'now'>) {
  const isEnd = status === 'closed' || status === 'cancelled';
  return {
    status,
    closed_at: isEnd ? (ticket.closed_at ?? now.toISOString()) : null,
    ...(move.action === 'escalate' && move.words ? { escalation_reason: move.words } : {}),
    ...(move.edit ?? {}),
  };
}

const responses: ReadonlySet<TicketAction> = new Set(['take', 'ask', 'resolve', 'wait_user', 'wait_vendor']);

/** A person of the desk did something with it: that answers the first-response clock. */
function isResponse(ticket: TicketRow, move: Move): boolean {
  return responses.has(move.action) && move.actor.user_id !== null && !isOwnEnd(ticket, move);
}

/** Whatever is done with a ticket ends its snooze, unless it only words it anew. */
function snoozeAfter({ snoozed_until }: TicketRow, { action, snoozeUntil }: Move): string | null {
  if (action === 'snooze') return snoozeUntil?.toISOString() ?? null;
  return action === 'edit' ? snoozed_until : null;
}

function assigneeAfter(ticket: TicketRow, move: Move): string | null {
  const { assignee } = ticketLife[move.action] as TicketMove;
  if (assignee === 'nobody') return null;
  if (assignee === 'chosen') return move.assigneeId ?? ticket.assignee_user_id;
  if (assignee !== 'presser' || isOwnEnd(ticket, move)) return ticket.assignee_user_id;
  return ticket.assignee_user_id ?? move.actor.user_id;
}

/** The requester says that their own ticket is done: that makes nobody its assignee, not even a tech. */
function isOwnEnd(ticket: TicketRow, { actor, action }: Move): boolean {
  return actor.user_id === ticket.user_id && !isLive(ticketLife[action].to as TicketStatus);
}
