import type { TicketRow } from '../../../models/tickets/ticket-work.js';
import { plainReply } from '../../cards/session-cards.js';
import { assigneeName } from '../../cards/tickets/ticket-view.js';
import {
  alreadyTakenWhisper,
  notForYouWhisper,
  notNowWhisper,
  notYoursToDoWhisper,
  outOfDateWhisper,
} from '../../cards/whispers.js';
import { words } from '../../cards/wording/index.js';
import type { Answer, Reply } from '../../chat/outbound.js';
import type { Moved, Refusal } from '../../operations/tickets/move-ticket.js';
import type { TicketAction } from '../../rules/ticket-life.js';

/** What somebody is told whose press did not move the ticket. The same for a foreign ticket and for none at all. */
export function answerOf(moved: Moved, action: TicketAction): Answer {
  return moved.kind === 'moved' ? { kind: 'done' } : { kind: 'whisper', reply: refusedReply(moved, action) };
}

function refusedReply(
  { why, ticket }: { readonly why: Refusal; readonly ticket?: TicketRow },
  action: TicketAction,
): Reply {
  if (!ticket || why === 'absent') return plainReply(words.errors.outOfDateCard);
  if (why === 'role') return notForYouWhisper(action);
  const holder = assigneeName({ ticket });
  if (why === 'assignee') return notYoursToDoWhisper(action, ticket.number, holder ?? words.labels.nobody);
  if (action === 'take' && holder) return alreadyTakenWhisper(ticket.number, holder);
  return why === 'stale' ? outOfDateWhisper(ticket.number) : notNowWhisper(action, ticket);
}
