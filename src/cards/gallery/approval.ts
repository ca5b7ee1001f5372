import type { TicketRow } from '../../../models/tickets/ticket-work.js';
import {
  approvalCard,
  askedAgainReply,
  askedForYesReply,
  decidedNotice,
  decidedTechNotice,
  declineForm,
  noLongerAskedReply,
} from '../tickets/approval-card.js';
import {
  askElseForm,
  openApprovalCard,
  pastOpenApproval,
  privateOpenApprovalCard,
} from '../tickets/open-approval-card.js';
import { ticketCard } from '../tickets/ticket-card.js';
import { barest, huge, hugeTicket, sampleTicket, sampleView } from './rows.js';
import type { Sample } from './sample.js';

const asked = {
  approval_state: 'asked',
  approver_user_id: 'user-3',
  approver_first: 'Manager',
  approver_last: 'One',
  approval_asked_at: '2026-03-02T09:30:00.000Z',
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
    { name: 'still asked for a yes', reply: askedAgainReply(sampleTicket(asked)) },
    { name: 'asked again after a no', reply: askedAgainReply(sampleTicket({ approval_state: 'declined' })) },
    ...openApprovalSamples(),
    { name: 'approved', reply: decidedNotice(notice) },
    { name: 'declined, huge', reply: decidedNotice({ ...notice, reason: huge }) },
    { name: 'approved, to techs', reply: decidedTechNotice(notice) },
    { name: 'declined, to techs', reply: decidedTechNotice({ ...notice, reason: 'No budget this year.' }) },
  ];
}

/** What techs see where a yes does not come. */
function openApprovalSamples(): Sample[] {
  const view = (change: Partial<TicketRow> = {}) => sampleView({ ...asked, status: 'new', ...change });
  const silent = { ...view(), why: 'silent' } as const;
  const much = { ...hugeTicket(huge), ...asked, status: 'new', approver_first: huge } as const;
  const people = Array.from({ length: 120 }, (_, at) => ({ userId: `user-${at}`, name: 'Manager One' }));
  return [
    { name: 'no answer to a question for a yes', reply: openApprovalCard(silent) },
    { name: 'no answer, huge', reply: openApprovalCard({ ...silent, ticket: much }) },
    { name: 'no answer, private', reply: privateOpenApprovalCard(silent) },
    { name: 'nobody to say yes', reply: openApprovalCard({ ...view({ approver_user_id: null }), why: 'unreached' }) },
    { name: 'somebody else asked', reply: openApprovalCard({ ...view(), why: undefined }) },
    { name: 'no answer, over', reply: openApprovalCard({ ...view({ status: 'cancelled' }), why: undefined }) },
    {
      name: 'no answer, approved after all',
      reply: openApprovalCard({ ...view({ approval_state: 'approved' }), why: undefined }),
    },
    { name: 'no answer, before', reply: pastOpenApproval(12) },
    { name: 'ask somebody else', form: askElseForm(sampleTicket(), people) },
    { name: 'ask somebody else, nobody there', form: askElseForm(sampleTicket(), []) },
  ];
}
