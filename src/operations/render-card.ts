import type { OrgId } from '../../models/ids.js';
import type { Sql } from '../../models/sql.js';
import { requesterTicketCard } from '../cards/requester-ticket-card.js';
import { privateTicketCard, ticketCard } from '../cards/ticket-card.js';
import type { TicketView } from '../cards/ticket-view.js';
import type { Reply } from '../chat/outbound.js';
import { findTicketView } from './ticket-view.js';

/** How each kind of stored card draws its ticket. */
const kinds: Readonly<Record<string, (view: TicketView) => Reply>> = {
  ticket: ticketCard,
  private: privateTicketCard,
  requester: requesterTicketCard,
};

/** Draws a stored card as its ticket is now; undefined when there is nothing left to show. */
export async function renderCard(
  sql: Sql,
  orgId: OrgId,
  card: { readonly kind: string; readonly subject_id: string },
  now: Date,
): Promise<{ readonly reply: Reply; readonly version: number } | undefined> {
  const view = await findTicketView(sql, orgId, card.subject_id, now);
  const draw = kinds[card.kind];
  return view && draw && { reply: draw(view), version: view.ticket.version };
}
