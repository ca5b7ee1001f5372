import { findTicket } from '../../../models/tickets/ticket-work.js';
import { closesAt } from '../../rules/upkeep.js';
import { theDesk } from '../actor.js';
import { rulesOf } from '../organisations/org-settings.js';
import type { Work } from '../work.js';
import { moveTicket } from './move-ticket.js';

/** Closes a ticket that stayed resolved for long enough; its cards say so, and nobody is sent a message. */
export async function closeTicket(work: Work, ticketId: string): Promise<Date | undefined> {
  const ticket = await findTicket(work.tx, work.orgId, ticketId);
  if (ticket?.status !== 'resolved' || !ticket.resolved_at) return undefined;
  const { upkeep } = await rulesOf(work.tx, work.orgId);
  const due = closesAt(new Date(ticket.resolved_at), upkeep);
  if (due > work.now) return due;
  await moveTicket(work, { ticketId, action: 'close', actor: theDesk });
  return undefined;
}
