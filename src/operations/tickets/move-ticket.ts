import { findCardsOf } from '../../../models/conversations/card.js';
import type { Level } from '../../../models/ticket.js';
import { addEvent } from '../../../models/tickets/ticket-event.js';
import { changeTicketWork, findTicket, noteOnTicketWork, type TicketRow } from '../../../models/tickets/ticket-work.js';
import { may } from '../../rules/policy.js';
import { mayMove, statusAfter, type TicketAction, type TicketMove, ticketLife } from '../../rules/ticket-life.js';
import type { ActorOrDesk } from '../actor.js';
import { rulesOf } from '../organisations/org-settings.js';
import { refreshCards, repeatCards, type Work } from '../work.js';
import { askApproval } from './ask-approval.js';
import { escalateByHand } from './escalate-by-hand.js';
import { ticketChange, workChange } from './move-changes.js';
import { storeRenderedText } from './store-rendered-text.js';
import { tellOfMove } from './tell-of-move.js';
import { timeTicket } from './time-ticket.js';

export interface Move {
  readonly ticketId: string;
  readonly action: TicketAction;
  readonly actor: ActorOrDesk;
  /** The version the actor saw; left out where there was no card to be outdated. */
  readonly version?: number;
  /** For `assign`. */
  readonly assigneeId?: string;
  /** What was done, asked, noted or why; by the action. */
  readonly words?: string;
  /** For `edit`. */
  readonly edit?: {
    readonly summary: string;
    readonly category: string;
    readonly impact: Level;
    readonly urgency: Level;
  };
  /** For `snooze`: until when, or null to end one. */
  readonly snoozeUntil?: Date | null;
  /** It happened some time ago: nobody is to be told of an escalation now. */
  readonly isHistory?: boolean;
  /** Whoever moves it tells its requester and its thread why. */
  readonly isTold?: boolean;
  /** For `merge`: the ticket that goes on. */
  readonly into?: TicketRow;
}

export type Refusal = 'absent' | 'role' | 'assignee' | 'stale' | 'state';

/** `ticket` is the ticket as it is now, whether it moved or not. */
export type Moved =
  | { readonly kind: 'moved'; readonly ticket: TicketRow }
  | { readonly kind: 'refused'; readonly why: Refusal; readonly ticket?: TicketRow };

/**
 * Moves a ticket along its life: the one function behind every button, form, job and command. Of several people who
 * press at once exactly one moves it; the others get the ticket as it is then. A refusal changes nothing, is audited,
 * and has the cards shown anew.
 */
export async function moveTicket(work: Work, move: Move): Promise<Moved> {
  const { tx, orgId, now } = work;
  const before = await findTicket(tx, orgId, move.ticketId);
  if (!before) return { kind: 'refused', why: 'absent' };
  const refusal = refusalOf(before, move);
  if (refusal) return refuse(work, move, refusal);

  const rules = await rulesOf(tx, orgId);
  const status = statusAfter(move.action, stateOf(before));
  if (!isSilent(move.action)) {
    const change = workChange(before, move, { status, rules, now });
    const target = { ticketId: before.ticket_id, version: before.version };
    if (!(await changeTicketWork(tx, orgId, target, change))) return refuse(work, move, 'stale');
    await work.models.Ticket.update(ticketChange(before, move, { status, now }), {
      where: { org_id: orgId, ticket_id: before.ticket_id },
      transaction: tx.transaction,
    });
  }
  // What is written next about a merged ticket belongs to the one that goes on.
  if (move.into) await noteOnTicketWork(tx, orgId, move.into.ticket_id, { last_word_at: now.toISOString() });
  await addEvent(tx, orgId, {
    ticketId: before.ticket_id,
    actorId: move.actor.user_id,
    kind: `ticket.${move.action}`,
    detail: { from: before.status, to: status, ...(move.words && { words: move.words }) },
    now,
  });
  const ticket = await storeRenderedText(work, before.ticket_id);
  await refreshCards(work, ticket.ticket_id, ticket.version);
  await tellOfMove(work, { ticket, move });
  if (!isSilent(move.action)) await timeTicket(work, ticket, rules);
  if (move.action === 'escalate' && !move.isHistory) await escalateByHand(work, ticket, move.actor.user_id);
  if (move.action === 'reopen') return { kind: 'moved', ticket: await askAnew(work, ticket) };
  return { kind: 'moved', ticket };
}

/** What `moveTicket` would say now, without moving anything: whether a form may be opened. */
export async function mayTry(work: Work, move: Move): Promise<Moved> {
  const ticket = await findTicket(work.tx, work.orgId, move.ticketId);
  if (!ticket) return { kind: 'refused', why: 'absent' };
  const refusal = refusalOf(ticket, move);
  return refusal ? refuse(work, move, refusal) : { kind: 'moved', ticket };
}

/** What is reopened needs its yes again, unless it has it. */
async function askAnew(work: Work, ticket: TicketRow): Promise<TicketRow> {
  if (ticket.approval_state === null || ticket.approval_state === 'approved') return ticket;
  await askApproval(work, ticket.ticket_id);
  return (await findTicket(work.tx, work.orgId, ticket.ticket_id)) ?? ticket;
}

function refusalOf(ticket: TicketRow, move: Move): Refusal | undefined {
  const isRequester = ticket.user_id === move.actor.user_id;
  if (!may(move.action, { role: move.actor.role, isRequester })) return 'role';
  if (!isSilent(move.action) && move.version !== undefined && move.version !== ticket.version) return 'stale';
  if (!mayMove(move.action, stateOf(ticket))) return 'state';
  const isHolders = (ticketLife[move.action] as TicketMove).by === 'assignee';
  return isHolders && ticket.assignee_user_id !== move.actor.user_id ? 'assignee' : undefined;
}

async function refuse(work: Work, move: Move, why: Refusal): Promise<Moved> {
  const { tx, orgId, now } = work;
  const ticket = await findTicket(tx, orgId, move.ticketId);
  if (!ticket) return { kind: 'refused', why: 'absent' };
  await addEvent(tx, orgId, {
    ticketId: ticket.ticket_id,
    actorId: move.actor.user_id,
    kind: `ticket.${move.action}.refused`,
    detail: { why },
    now,
  });
  if (why === 'role' || why === 'assignee') return { kind: 'refused', why, ticket };
  const isRequester = ticket.user_id === move.actor.user_id;
  const cards = await findCardsOf(tx, orgId, ticket.ticket_id);
  // A requester follows the ticket on a card of their own, which nobody else can have pressed.
  await repeatCards(
    work,
    cards.filter(({ kind }) => isRequester || kind !== 'requester'),
  );
  return { kind: 'refused', why, ticket };
}

function isSilent(action: TicketAction): boolean {
  return (ticketLife[action] as TicketMove).isSilent;
}

function stateOf(ticket: TicketRow) {
  return { status: ticket.status, isTaken: ticket.assignee_user_id !== null };
}
