import { detailNotice, markNotice } from '../../../models/due-work/notice.js';
import type { TicketRow } from '../../../models/tickets/ticket-work.js';
import type { Work } from '../work.js';
import { findContacts } from './escalation-contacts.js';
import { tellOfTicket } from './remind.js';

/** Somebody escalates a ticket: the tech contact reads it now, else the point of contact; nobody is told by themselves. */
export async function escalateByHand(work: Work, ticket: TicketRow, byUserId: string | null): Promise<void> {
  const { tx, orgId, now } = work;
  const contacts = (await findContacts(work, 'tech_contact')).filter((userId) => userId !== byUserId);
  if (contacts.length === 0) return;
  const subjectId = ticket.ticket_id;
  const threshold = `hand@${now.toISOString()}`;
  if (!(await markNotice(tx, orgId, { subjectId, threshold, now }))) return;
  await detailNotice(tx, orgId, { subjectId, threshold, detail: { to: contacts[0] ?? '' } });
  await tellOfTicket(work, ticket, contacts);
}
