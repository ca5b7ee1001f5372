import type { TicketRow } from '../../../models/tickets/ticket-work.js';
import type { ListItem } from '../../chat/card.js';
import type { Reply } from '../../chat/outbound.js';
import { oneLine } from '../clip.js';
import { moment, type Wall } from '../moment.js';
import { words } from '../wording/index.js';
import { assigneeName, runningClock } from './ticket-view.js';

/** The person's own tickets, in the order given. */
export function myTicketsReply(of: Wall & { tickets: readonly TicketRow[] }): Reply {
  const { myTickets, noTickets, myLine } = words.commands;
  return listReply(of, {
    id: 'mine',
    title: myTickets,
    none: noTickets,
    line: (t) => myLine(t.number, oneLine(t.summary, MAX_SUMMARY), words.labels.plainStatuses[t.status]),
  });
}

/** What is open, or what a tech has, in the order given. */
export function queueReply(of: Wall & { tickets: readonly TicketRow[]; whose: 'everyone' | 'mine' }): Reply {
  const { queue, emptyQueue, mine, noneMine } = words.commands;
  const isMine = of.whose === 'mine';
  return listReply(of, {
    id: isMine ? 'taken' : 'queue',
    title: isMine ? mine : queue,
    none: isMine ? noneMine : emptyQueue,
    line: queueLine,
  });
}

/** One ticket of the queue in a line, with when it is due. */
export function queueLineWithDue(ticket: TicketRow, wall: Wall): string {
  return withDue(queueLine(ticket), ticket, wall);
}

const MAX_SUMMARY = 80;
const MAX_LINES = 20;

function listReply(
  of: Wall & { tickets: readonly TicketRow[] },
  list: { id: string; title: string; none: string; line: (ticket: TicketRow) => string },
): Reply {
  const { tickets } = of;
  if (tickets.length === 0) return { text: list.none };
  const items: ListItem[] = tickets.slice(0, MAX_LINES).map((t) => ({ text: withDue(list.line(t), t, of) }));
  if (tickets.length > MAX_LINES) items.push({ text: words.commands.more(tickets.length - MAX_LINES) });
  return {
    text: words.commands.count(list.title, tickets.length),
    card: { id: `list:${list.id}`, version: 1, title: list.title, parts: [{ kind: 'list', items }] },
  };
}

function queueLine(ticket: TicketRow): string {
  const { number, priority } = ticket;
  return words.commands.queueLine({
    number,
    priority,
    summary: oneLine(ticket.summary, MAX_SUMMARY),
    status: words.labels.statuses[ticket.status],
    assignee: assigneeName({ ticket }) ?? words.labels.nobody,
  });
}

function withDue(line: string, ticket: TicketRow, wall: Wall): string {
  const clock = runningClock({ ticket, now: wall.now });
  if (clock?.dueAt === undefined) return line;
  const at = moment(clock.dueAt, wall);
  return clock.isOverdue ? words.commands.overdue(line, at) : words.commands.due(line, at);
}
