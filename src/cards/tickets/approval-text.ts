import type { TicketRow } from '../../../models/tickets/ticket-work.js';
import { oneLine } from '../clip.js';
import { words } from '../wording/index.js';

/** What a ticket's cards say of the yes it needs; undefined where it needs none. */
export function approvalText(ticket: TicketRow): string | undefined {
  const { waiting, nobody, approved, declined } = words.approval;
  const name = approverName(ticket);
  switch (ticket.approval_state) {
    case 'asked':
      return ticket.approver_user_id === null ? nobody : waiting(name);
    case 'approved':
      return approved(name);
    case 'declined':
      return declined(name, oneLine(ticket.approval_reason ?? '', MAX_REASON));
    default:
      return undefined;
  }
}

/** The name of whoever is or was asked. */
export function approverName({ approver_first, approver_last }: TicketRow): string {
  return oneLine(`${approver_first ?? ''} ${approver_last ?? ''}`, MAX_NAME) || words.labels.someone;
}

const MAX_NAME = 80;
const MAX_REASON = 300;
