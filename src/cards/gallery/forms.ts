import type { TicketRow } from '../../../models/tickets/ticket-work.js';
import type { Form } from '../../chat/form.js';
import {
  askForm,
  assignForm,
  commentForm,
  editForm,
  escalateForm,
  mergeForm,
  noteForm,
  openTicketForm,
  resolveForm,
  snoozeForm,
} from '../forms.js';
import { barest, huge, hugeTicket, sampleTicket } from './rows.js';
import type { Sample } from './sample.js';

const session = { sessionId: '0195a0c0-0000-7000-8000-000000000001', version: 3 };
const categories = ['access', 'hardware', 'software', 'network', 'email', 'security', 'request', 'other'];

/** Every form. */
export function formSamples(): Sample[] {
  const tech = { userId: 'user-2', name: 'Tech One', awayUntil: null };
  const techs = [tech, { userId: 'user-3', name: 'Tech Two', awayUntil: '2026-03-20' }];
  const crowd = Array.from({ length: 150 }, (_, index) => ({
    userId: `user-${index}`,
    name: huge,
    awayUntil: index < 75 ? null : '2026-03-20',
  }));
  return [
    { name: 'open a ticket', form: openTicketForm({ ...session, summary: 'VPN drops every few minutes' }) },
    { name: 'open a ticket, nothing known', form: openTicketForm({ ...session, summary: '' }) },
    { name: 'open a ticket, huge', form: openTicketForm({ ...session, summary: huge }) },
    ...forms('usual', sampleTicket(), techs),
    {
      name: 'assign, of many',
      form: assignForm(
        sampleTicket(),
        Array.from({ length: 150 }, () => tech),
      ),
    },
    ...forms('barest', sampleTicket(barest), []),
    ...forms('huge', hugeTicket(huge), crowd),
  ];
}

function forms(name: string, ticket: TicketRow, techs: Parameters<typeof assignForm>[1]): Sample[] {
  const all: [string, Form][] = [
    ['edit', editForm(ticket, categories)],
    ['note', noteForm(ticket)],
    ['ask', askForm(ticket)],
    ['resolve', resolveForm(ticket)],
    ['assign', assignForm(ticket, techs)],
    ['snooze', snoozeForm(ticket)],
    ['snooze, snoozed', snoozeForm({ ...ticket, snoozed_until: '2026-03-11T08:00:00.000Z' })],
    ['escalate', escalateForm(ticket)],
    ['merge', mergeForm(ticket)],
    ['comment', commentForm(ticket)],
  ];
  return all.map(([action, form]) => ({ name: `${action}, ${name}`, form }));
}
