import type { TicketRow } from '../../../models/tickets/ticket-work.js';
import type { Button, CardPart } from '../../chat/card.js';
import type { Form } from '../../chat/form.js';
import type { Reply } from '../../chat/outbound.js';
import { isLive } from '../../rules/ticket-life.js';
import { oneLine } from '../clip.js';
import { lastingMoment } from '../moment.js';
import { words } from '../wording/index.js';
import { approvalText, approverName } from './approval-text.js';
import { requesterName, type TicketView } from './ticket-view.js';

/** A ticket whose yes does not come; `why` is undefined once it does, or somebody is asked who has not been silent yet. */
export interface OpenApprovalView extends TicketView {
  readonly why: 'silent' | 'unreached' | undefined;
}

/** Tells techs that a yes does not come, and from whom; once it is seen to, it says how. */
export function openApprovalCard(view: OpenApprovalView): Reply {
  const { ticket } = view;
  const { open } = words.approval;
  return cardOf(view, open.title(ticket.number, oneLine(ticket.summary, MAX_SUMMARY)), [
    { kind: 'facts', facts: [{ label: open.requester, value: requesterName(view) }] },
  ]);
}

/** What a public channel may read of a private ticket whose yes does not come. */
export function privateOpenApprovalCard(view: OpenApprovalView): Reply {
  const { number } = view.ticket;
  return cardOf(view, words.approval.open.privateTitle(number), [{ kind: 'note', text: words.ticket.privateWarning }]);
}

/** What an older message of it says once there is a newer one. */
export function pastOpenApproval(number: number): Reply {
  return { text: words.approval.open.past(number) };
}

/** Field: approver, a user id. */
export function askElseForm(
  { ticket_id, number, version }: Pick<TicketRow, 'ticket_id' | 'number' | 'version'>,
  people: readonly { readonly userId: string; readonly name: string }[],
): Form {
  const { title, submit, approver, hint, nobody } = words.approval.open.form;
  const options = people
    .slice(0, MAX_PEOPLE)
    .map(({ userId, name }) => ({ value: userId, label: oneLine(name, MAX_OPTION) }));
  return {
    action: 'approval.ask_else',
    subject: ticket_id,
    version,
    title: title(number),
    submit,
    cancel: words.forms.cancel,
    ...(options.length === 0 && { intro: nobody }),
    fields: [{ kind: 'choice', name: 'approver', label: approver, hint, options }],
  };
}

const MAX_SUMMARY = 100;
const MAX_OPTION = 75;
const MAX_PEOPLE = 100;

function cardOf(view: OpenApprovalView, title: string, parts: readonly CardPart[]): Reply {
  const { ticket, why } = view;
  const headline = headlineOf(view);
  const rest: CardPart[] =
    why === undefined
      ? []
      : [...parts, { kind: 'note', text: words.approval.open.note }, { kind: 'buttons', buttons: buttons(ticket) }];
  return {
    text: words.escalation.line(ticket.number, headline),
    card: {
      id: `open_approval:${ticket.ticket_id}`,
      version: ticket.version,
      title,
      tone: why === undefined ? 'plain' : 'warning',
      parts: [{ kind: 'text', text: [{ bold: headline }] }, ...rest],
    },
  };
}

function headlineOf({ ticket, why, zone }: OpenApprovalView): string {
  const { open } = words.approval;
  if (ticket.approval_state !== 'asked') return approvalText(ticket) ?? '';
  if (!isLive(ticket.status)) return open.over(words.labels.statuses[ticket.status]);
  if (why === 'unreached') return open.unreached;
  const since = lastingMoment(ticket.approval_asked_at ?? ticket.created_at, zone);
  return why === 'silent' ? open.silent(approverName(ticket), since) : open.asked(approverName(ticket), since);
}

function buttons(ticket: TicketRow): Button[] {
  const { remind, askElse } = words.approval.open;
  const { ticket_id: subject, approver_user_id: approver } = ticket;
  return [
    ...(approver === null ? [] : [{ action: 'approval.remind', subject, label: remind }]),
    { action: 'approval.ask_else', subject, label: askElse, opensForm: true },
    { action: 'ticket.show', subject, label: words.escalation.open },
  ];
}
