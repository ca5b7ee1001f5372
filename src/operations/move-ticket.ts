import { pointConversation } from '../../models/conversation.js';
import type { Level } from '../../models/ticket.js';
import { addEvent } from '../../models/ticket-event.js';
import {
  changeTicketWork,
  findTicket,
  noteOnTicketWork,
  type TicketRow,
  type TicketWorkChange,
} from '../../models/ticket-work.js';
import { may, type Role } from '../rules/policy.js';
import { priorityOf } from '../rules/priority.js';
import {
  mayMove,
  statusAfter,
  type TicketAction,
  type TicketMove,
  type TicketStatus,
  ticketLife,
} from '../rules/ticket-life.js';
import { type OrgRules, rulesOf } from './org-settings.js';
import { storeRenderedText } from './store-rendered-text.js';
import { tellOfMove } from './tell-of-move.js';
import { dueTimes, paused, restarted, resumed } from './ticket-clocks.js';
import { refreshCards, type Work } from './work.js';

/** Who acts, as the database knows them at this moment. */
export interface Actor {
  readonly user_id: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly email: string | null;
  readonly role: Role;
}

export interface Move {
  readonly ticketId: string;
  readonly action: TicketAction;
  readonly actor: Actor;
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
  /** For `merge`: the ticket that goes on. */
  readonly into?: TicketRow;
}

export type Refusal = 'absent' | 'role' | 'stale' | 'state';

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
  const change = changeOf(before, move, { status, rules, now });
  const { isSilent } = ticketLife[move.action] as TicketMove;
  const target = { ticketId: before.ticket_id, version: before.version };
  if (!isSilent && !(await changeTicketWork(tx, orgId, target, change))) return refuse(work, move, 'stale');

  await changeTicket(work, before, move, status);
  if (move.into) await talkOn(work, before, move.into);
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
  return { kind: 'moved', ticket };
}

/** What `moveTicket` would say now, without moving anything: whether a form may be opened. */
export async function mayTry(work: Work, move: Move): Promise<Moved> {
  const ticket = await findTicket(work.tx, work.orgId, move.ticketId);
  if (!ticket) return { kind: 'refused', why: 'absent' };
  const refusal = refusalOf(ticket, move);
  return refusal ? refuse(work, move, refusal) : { kind: 'moved', ticket };
}

function refusalOf(ticket: TicketRow, move: Move): Refusal | undefined {
  const isRequester = ticket.user_id === move.actor.user_id;
  if (!may(move.action, { role: move.actor.role, isRequester })) return 'role';
  const { isSilent } = ticketLife[move.action] as TicketMove;
  if (!isSilent && move.version !== undefined && move.version !== ticket.version) return 'stale';
  return mayMove(move.action, stateOf(ticket)) ? undefined : 'state';
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
  if (why !== 'role') await refreshCards(work, ticket.ticket_id, ticket.version);
  return { kind: 'refused', why, ticket };
}

function stateOf(ticket: TicketRow) {
  return { status: ticket.status, isTaken: ticket.assignee_user_id !== null };
}

interface After {
  readonly status: TicketStatus;
  readonly rules: OrgRules;
  readonly now: Date;
}

function changeOf(ticket: TicketRow, move: Move, { status, rules, now }: After): TicketWorkChange {
  const at = now.toISOString();
  const isWaiting = status === 'waiting_user' || status === 'waiting_vendor';
  const priority = move.edit ? priorityOf(move.edit.impact, move.edit.urgency, rules.matrix) : ticket.priority;
  const facts = {
    priority,
    pauses_json: isWaiting ? paused(ticket, now) : resumed(ticket, now),
    first_responded_at: ticket.first_responded_at ?? (isResponse(ticket, move) ? at : null),
    resolved_at:
      status === 'resolved' ? (ticket.resolved_at ?? at) : status === ticket.status ? ticket.resolved_at : null,
    ...(move.action === 'reopen' ? restarted(ticket, rules, now) : {}),
  };
  return {
    ...facts,
    assignee_user_id: assigneeAfter(ticket, move),
    ...(move.action === 'resolve' && move.words ? { resolution: move.words } : {}),
    ...(move.into ? { merged_into: move.into.ticket_id } : {}),
    ...dueTimes({ ...ticket, ...facts }, rules),
  };
}

/** A person other than the requester did something with it: that answers the first-response clock. */
function isResponse(ticket: TicketRow, move: Move): boolean {
  return (
    move.actor.user_id !== ticket.user_id &&
    ['take', 'ask', 'resolve', 'wait_user', 'wait_vendor'].includes(move.action)
  );
}

function assigneeAfter(ticket: TicketRow, move: Move): string | null {
  const { assignee } = ticketLife[move.action] as TicketMove;
  if (assignee === 'nobody') return null;
  if (assignee === 'chosen') return move.assigneeId ?? ticket.assignee_user_id;
  const isByRequester = move.actor.user_id === ticket.user_id;
  if (assignee === 'presser' && !isByRequester) return ticket.assignee_user_id ?? move.actor.user_id;
  return ticket.assignee_user_id;
}

async function changeTicket(work: Work, before: TicketRow, move: Move, status: TicketStatus): Promise<void> {
  const isEnd = status === 'closed' || status === 'cancelled';
  await work.models.Ticket.update(
    {
      status,
      closed_at: isEnd ? work.now.toISOString() : null,
      ...(move.edit ?? {}),
      ...(move.action === 'escalate' && move.words ? { escalation_reason: move.words } : {}),
    },
    { where: { org_id: work.orgId, ticket_id: before.ticket_id }, transaction: work.tx.transaction },
  );
}

/** What the requester of a merged ticket writes from now on belongs to the one that goes on, where that is theirs, too. */
async function talkOn({ tx, orgId, now }: Work, merged: TicketRow, into: TicketRow): Promise<void> {
  const { requester_conversation_id: conversationId } = merged;
  if (!conversationId || merged.user_id !== into.user_id) return;
  await pointConversation(tx, orgId, conversationId, { ticketId: into.ticket_id });
  await noteOnTicketWork(tx, orgId, into.ticket_id, { last_word_at: now.toISOString() });
}
