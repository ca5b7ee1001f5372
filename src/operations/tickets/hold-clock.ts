import { findTicket, noteOnTicketWork, type TicketRow } from '../../../models/tickets/ticket-work.js';
import type { OrgRules } from '../organisations/org-settings.js';
import type { Work } from '../work.js';
import { dueTimes, held, released } from './ticket-clocks.js';

/**
 * Lets a ticket's clocks stand while somebody outside the desk is asked for a yes, or go on. To be called behind
 * `outdateCards`, whose lock keeps others from changing the clock meanwhile. Answers the ticket as it is then.
 */
export async function holdClock(
  { tx, orgId, now }: Work,
  ticketId: string,
  { isHeld, rules }: { readonly isHeld: boolean; readonly rules: OrgRules },
): Promise<TicketRow> {
  const ticket = await findTicket(tx, orgId, ticketId);
  if (!ticket) throw new Error('A ticket whose clock is held exists.');
  const pauses_json = isHeld ? held(ticket, now) : released(ticket, now);
  if (pauses_json === ticket.pauses_json) return ticket;
  const change = { pauses_json, ...dueTimes({ ...ticket, pauses_json }, rules) };
  await noteOnTicketWork(tx, orgId, ticketId, change);
  return { ...ticket, ...change };
}
