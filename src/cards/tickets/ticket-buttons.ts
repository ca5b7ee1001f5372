import type { TicketRow } from '../../../models/tickets/ticket-work.js';
import type { Button } from '../../chat/card.js';
import { mayMove, type TicketAction, ticketActions, ticketLife } from '../../rules/ticket-life.js';
import { words } from '../wording/index.js';
import { stateOf } from './ticket-view.js';

/** The buttons of a ticket's card: exactly what the table of its life allows now, the next thing to do first. */
export function ticketButtons(ticket: TicketRow): Button[] {
  const state = stateOf(ticket);
  const allowed = ticketActions.filter((action) => mayMove(action, state)).sort((a, b) => rank(a) - rank(b));
  return allowed.map((action, index) => ticketButton(action, ticket, index === 0));
}

/** One action on a ticket as a button. */
export function ticketButton(action: TicketAction, ticket: TicketRow, isNext: boolean): Button {
  return {
    action: `ticket.${action}`,
    subject: ticket.ticket_id,
    label: words.labels.ticketButtons[action],
    ...(ticketLife[action].form && { opensForm: true }),
    ...(isNext && mayBePrimary.has(action) && { style: 'primary' }),
    ...(action === 'cancel' && { style: 'danger', confirm: cancelConfirm(ticket.number) }),
  };
}

const order: Readonly<Record<TicketAction, number>> = {
  take: 0,
  resume: 1,
  resolve: 2,
  reopen: 3,
  close: 4,
  ask: 5,
  note: 6,
  wait_user: 7,
  wait_vendor: 8,
  assign: 9,
  release: 10,
  join: 11,
  edit: 12,
  snooze: 13,
  escalate: 14,
  merge: 15,
  cancel: 16,
};
const mayBePrimary: ReadonlySet<TicketAction> = new Set(['take', 'resume', 'resolve']);

function rank(action: TicketAction): number {
  return order[action];
}

function cancelConfirm(number: number): NonNullable<Button['confirm']> {
  const { title, text, yes, no } = words.ticket.cancelConfirm;
  return { title: title(number), text, yes, no };
}
