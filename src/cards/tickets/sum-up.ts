import type { TicketRow } from '../../../models/tickets/ticket-work.js';
import type { Reply } from '../../chat/outbound.js';
import type { Wall } from '../moment.js';
import { words } from '../wording/index.js';
import { queueLineWithDue } from './ticket-lists.js';

/** Several tickets that somebody is reminded of at once, the most urgent first; `total` counts those left out too. */
export function sumUpReply(
  of: Wall & { readonly tickets: readonly TicketRow[]; readonly total: number; readonly isPublic: boolean },
): Reply {
  const { tickets, total, isPublic } = of;
  const { summed, summedNote, summedPrivate } = words.escalation;
  const items = tickets.map((ticket) => ({
    text:
      isPublic && ticket.is_private === 1
        ? summedPrivate(ticket.number, ticket.priority)
        : queueLineWithDue(ticket, of),
  }));
  if (total > tickets.length) items.push({ text: words.commands.more(total - tickets.length) });
  const title = summed(total);
  return {
    text: title,
    card: {
      id: 'list:reminders',
      version: 1,
      title,
      tone: 'warning',
      parts: [
        { kind: 'list', items },
        { kind: 'note', text: summedNote },
      ],
    },
  };
}
