import type { TicketRow } from '../../../models/tickets/ticket-work.js';
import type { Button, Card, CardPart } from '../../chat/card.js';
import type { Form } from '../../chat/form.js';
import type { Reply } from '../../chat/outbound.js';
import { isLive } from '../../rules/ticket-life.js';
import { clip, oneLine } from '../clip.js';
import { formLimits } from '../forms.js';
import { words } from '../wording/index.js';
import { reported } from './ticket-facts.js';
import { requesterName, type TicketView } from './ticket-view.js';

/**
 * Asks somebody for their yes: what is wanted, by whom and why, and nothing else of the talk that led to it. Whoever is no
 * longer the one who is asked reads so.
 */
export function approvalCard(view: TicketView, isAsked: boolean): Reply {
  const { ticket } = view;
  const { title, text } = words.approval;
  const name = requesterName(view);
  const summary = oneLine(ticket.summary, MAX_SUMMARY);
  const outcome = isAsked ? outcomeOf(ticket) : words.approval.you.elsewhere;
  return {
    text: outcome ?? text(name),
    card: {
      id: `approval:${ticket.ticket_id}`,
      version: ticket.version,
      title: outcome === undefined ? title(ticket.number, summary) : words.ticket.title(ticket.number, summary),
      tone: toneOf(ticket),
      parts: [
        { kind: 'text', text: text(name) },
        ...wish(ticket),
        outcome === undefined ? { kind: 'buttons', buttons: buttons(ticket) } : { kind: 'note', text: outcome },
      ],
    },
  };
}

/** Field: reason. */
export function declineForm({ ticket_id, number, version }: Pick<TicketRow, 'ticket_id' | 'number' | 'version'>): Form {
  const { title, submit, reason, hint } = words.approval.form;
  return {
    action: 'approval.decline',
    subject: ticket_id,
    version,
    title: title(number),
    submit,
    cancel: words.forms.cancel,
    fields: [{ kind: 'text', name: 'reason', label: reason, hint, multiline: true, max: formLimits.text }],
  };
}

/** The requester learns whom I asked for the yes; nobody where nobody can be asked. */
export function askedForYesReply({ number, name }: { number: number; name: string | undefined }): Reply {
  const { asked, askedNobody } = words.approval;
  return { text: name === undefined ? askedNobody(number) : asked(number, oneLine(name, MAX_NAME)) };
}

/** Whoever is asked is told that it still waits for them, or that their no was not the last word; the card follows. */
export function askedAgainReply(ticket: TicketRow): Reply {
  const { number, approval_state } = ticket;
  const { reopened, still } = words.approval;
  return { text: approval_state === 'declined' ? reopened(number, requesterName({ ticket })) : still(number) };
}

/** An older card of the same question. */
export function noLongerAskedReply(number: number): Reply {
  return { text: words.approval.noLonger(number) };
}

/** The requester learns the answer. */
export function decidedNotice(of: { number: number; by: string; reason: string | null }): Reply {
  const { tellApproved, tellDeclined } = words.approval;
  return { text: of.reason === null ? tellApproved(of.number, of.by) : tellDeclined(of.number, of.by, of.reason) };
}

/** The ticket's thread learns the answer. */
export function decidedTechNotice({ by, reason }: { by: string; reason: string | null }): Reply {
  const { techApproved, techDeclined } = words.approval;
  return { text: reason === null ? techApproved(by) : techDeclined(by, reason) };
}

const MAX_SUMMARY = 120;
const MAX_NAME = 80;
const MAX_WORDS = 600;

function wish(ticket: TicketRow): CardPart[] {
  const { department, theirWords, answers: said } = words.approval;
  const { problem, answers } = reported(ticket);
  const parts: CardPart[] = [];
  if (ticket.requester_department) {
    const value = oneLine(ticket.requester_department, MAX_NAME);
    parts.push({ kind: 'facts', facts: [{ label: department, value }] });
  }
  if (problem) parts.push({ kind: 'text', text: [{ bold: theirWords }, `\n${clip(problem, MAX_WORDS)}`] });
  if (answers) parts.push({ kind: 'text', text: said(oneLine(answers, MAX_WORDS)) });
  return parts;
}

function outcomeOf(ticket: TicketRow): string | undefined {
  const { you } = words.approval;
  if (ticket.approval_state === 'approved') return you.approved;
  if (ticket.approval_state === 'declined') return you.declined(clip(ticket.approval_reason ?? '', MAX_WORDS));
  return isLive(ticket.status) ? undefined : you.over;
}

function buttons({ ticket_id: subject }: TicketRow): Button[] {
  const { approve, decline } = words.approval;
  return [
    { action: 'approval.approve', subject, label: approve, style: 'primary' },
    { action: 'approval.decline', subject, label: decline, style: 'danger' },
  ];
}

function toneOf(ticket: TicketRow): NonNullable<Card['tone']> {
  return ticket.approval_state === 'approved' ? 'good' : 'plain';
}
