import type { OrgId } from '../../../models/ids.js';
import { findTicket } from '../../../models/tickets/ticket-work.js';
import { type DirectLine, isWorkedPrivately } from '../../operations/tickets/work-privately.js';
import type { Desk } from '../desk.js';
import { directLineTo } from '../direct-line.js';

/** How the next assignee of a ticket is written to alone, where that is the only place it may be read in. */
export async function lineIfPrivate(
  desk: Desk,
  orgId: OrgId,
  ticketId: string,
  userId: string | undefined,
): Promise<DirectLine | undefined> {
  const ticket = userId === undefined ? undefined : await findTicket(desk.database, orgId, ticketId);
  return userId !== undefined && ticket && isWorkedPrivately(ticket) ? directLineTo(desk, orgId, userId) : undefined;
}
