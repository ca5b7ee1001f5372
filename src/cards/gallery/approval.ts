import type { TicketRow } from '../../../models/tickets/ticket-work.js';
import {
  approvalCard,
  askedForYesReply,
  decidedNotice,
  decidedTechNotice,
  declineForm,
  noLongerAskedReply,
} from '../tickets/approval-card.js';
import { ticketCard } from '../tickets/ticket-card.js';
import { barest, huge, hugeTicket, sampleTicket, sampleView } from './rows.js';
import type { Sample } from './sample.js';

const asked = {
  approval_state: 'asked',
  approver_user_id: 'user-3',
  approver_first: 'Manager',
  approver_last: 'One',
} as const satisfies Partial<TicketRow>;

/** What is said when a request needs a yes. */
export function approvalSamples(): Sample[] {
  const draw = (name: string, change: Partial<TicketRow>) => ({
    name: `approval, ${name}`,
    reply: approvalCard(sampleView({ ...asked, ...change }), true),
  });
  const much = { ...hugeTicket(huge), ...asked, status: 'new', approval_reason: huge } as const;
  const notice = { number: 12, by: 'Manager One', reason: null };
  return [
    draw('asked', {}),
    draw('asked, barest', barest),
    draw('approved', { approval_state: 'approved' }),
    draw('declined', { approval_state: 'declined', approval_reason: 'No budget this year.' }),
    draw('over', { status: 'cancelled' }),
    { name: 'approval, somebody else is asked', reply: approvalCard(sampleView(asked), false) },
    { name: 'approval, huge', reply: approvalCard({ ...sampleView(), ticket: much }, true) },
    { name: 'ticket that waits for a yes', reply: ticketCard(sampleView(asked)) },
    { name: 'decline', form: declineForm(sampleTicket()) },
    { name: 'asked for a yes', reply: askedForYesReply({ number: 12, name: 'Manager One' }) },
    { name: 'nobody to ask for a yes', reply: askedForYesReply({ number: 12, name: undefined }) },
    { name: 'asked before', reply: noLongerAskedReply(12) },
    { name: 'approved', reply: decidedNotice(notice) },
    { name: 'declined, huge', reply: decidedNotice({ ...notice, reason: huge }) },
    { name: 'approved, to techs', reply: decidedTechNotice(notice) },
    { name: 'declined, to techs', reply: decidedTechNotice({ ...notice, reason: 'No budget this year.' }) },
  ];
}
