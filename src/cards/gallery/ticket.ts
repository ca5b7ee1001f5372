import type { TicketRow } from '../../../models/tickets/ticket-work.js';
import { ticketStatuses } from '../../rules/ticket-life.js';
import { requesterTicketCard } from '../tickets/requester-ticket-card.js';
import { privateTicketCard, ticketCard } from '../tickets/ticket-card.js';
import { myTicketsReply, queueReply } from '../tickets/ticket-lists.js';
import type { TicketView } from '../tickets/ticket-view.js';
import { barest, hostile, huge, hugeTicket, sampleNow, sampleTicket, sampleView, takenByTech } from './rows.js';
import type { Sample } from './sample.js';

/** The cards and lists of tickets. */
export function ticketSamples(): Sample[] {
  return [...views().flatMap(([name, view]) => cards(name, view)), ...lists()];
}

const done = { resolution: 'The VPN profile was renewed.', resolved_at: '2026-03-10T13:20:00.000Z' } as const;

function views(): [string, TicketView][] {
  const states = ticketStatuses.flatMap((status): [string, TicketView][] => [
    [`${status}, taken`, sampleView({ status, ...takenByTech, ...(isOver(status) && done) })],
    [`${status}, nobody's`, sampleView({ status, ...(isOver(status) && done) })],
  ]);
  return [
    ...states,
    ['overdue', sampleView({ first_response_due_at: '2026-03-10T13:29:00.000Z', priority: 'P2' })],
    ['paused', sampleView({ ...takenByTech, status: 'waiting_user', resolution_due_at: null })],
    ['snoozed', sampleView({ ...takenByTech, status: 'in_progress', snoozed_until: '2026-03-11T08:00:00.000Z' })],
    ['urgent', sampleView({ priority: 'P1', impact: 'high', urgency: 'high', category: 'security' })],
    ['rated', sampleView({ status: 'resolved', ...takenByTech, ...done, stars: 4 })],
    ['rated and commented', sampleView({ status: 'closed', ...takenByTech, ...done, stars: 5, comment: 'Quick.' })],
    ['barest', { ...sampleView(barest), device: undefined }],
    ['device unknown but for its tag', sampleView({}, emptyDevice('NB-0042'))],
    ['warranty over', sampleView({}, { ...emptyDevice('NB-0042'), warranty_end: '2026-03-09' })],
    ['hostile', { ...sampleView({}, emptyDevice(hostile)), ticket: hugeTicket(hostile) }],
    ['huge', { ...sampleView({}, emptyDevice(huge)), ticket: hugeTicket(huge) }],
    ['huge and open', { ...sampleView({}, emptyDevice(huge)), ticket: { ...hugeTicket(huge), status: 'in_progress' } }],
  ];
}

function cards(name: string, view: TicketView): Sample[] {
  return [
    { name: `ticket card, ${name}`, reply: ticketCard(view) },
    { name: `private ticket card, ${name}`, reply: privateTicketCard(view) },
    { name: `requester's ticket card, ${name}`, reply: requesterTicketCard(view) },
  ];
}

function lists(): Sample[] {
  const long: TicketRow = { ...hugeTicket(huge), status: 'in_progress' };
  const tickets: [string, TicketRow[]][] = [
    ['usual', [sampleTicket(), sampleTicket({ number: 9, ...takenByTech, status: 'resolved' })]],
    ['empty', []],
    ['huge', Array.from({ length: 60 }, () => long)],
  ];
  const wall = { zone: 'Europe/Berlin', now: sampleNow };
  return tickets.flatMap(([name, rows]) => [
    { name: `my tickets, ${name}`, reply: myTicketsReply({ ...wall, tickets: rows }) },
    { name: `queue, ${name}`, reply: queueReply({ ...wall, tickets: rows, whose: 'everyone' }) },
    { name: `my queue, ${name}`, reply: queueReply({ ...wall, tickets: rows, whose: 'mine' }) },
  ]);
}

function emptyDevice(tag: string): NonNullable<TicketView['device']> {
  return { asset_tag: tag, hostname: null, os: null, last_seen_at: null, model: null, warranty_end: null };
}

function isOver(status: TicketRow['status']): boolean {
  return status === 'resolved' || status === 'closed';
}
