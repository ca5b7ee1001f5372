import { ensureTimer } from '../../../models/due-work/timer.js';
import { addReminder } from '../../../models/tickets/reminder.js';
import type { TicketRow } from '../../../models/tickets/ticket-work.js';
import { pastReminder } from '../../cards/tickets/escalation-card.js';
import type { Reader } from '../../rules/escalation.js';
import { type Told, tellFirstReachable, tellTriage } from '../telling/tell-first-reachable.js';
import type { Work } from '../work.js';
import { findContacts } from './escalation-contacts.js';

/** Whom a reminder went to: a person, a channel, or with others in a message that follows. */
export interface Reminded {
  readonly reader: Reader;
  readonly to: 'person' | 'channel' | 'lead' | 'nobody';
  readonly userId?: string;
}

/** A second message to the same reader within this becomes part of one, ms. */
const TOGETHER_MS = 20_000;

/** The timer by which a reader is told of several tickets at once; its subject is a user id, or `channel`. */
export const SUM_UP = 'sum-up-reminders';
export const CHANNEL = 'channel';

/**
 * Reminds these readers of a ticket, each once. What is late, and what follows a message to the same reader within a
 * moment, is gathered: whoever comes back from an outage reads one message, not a thousand.
 */
export async function remind(
  work: Work,
  ticket: TicketRow,
  { readers, isLate }: { readonly readers: readonly Reader[]; readonly isLate: boolean },
): Promise<Reminded[]> {
  const reminded: Reminded[] = [];
  const told = new Map<string, Got>();
  for (const reader of readers) {
    const candidates = await findContacts(work, reader, ticket.assignee_user_id);
    const first = candidates[0] ?? CHANNEL;
    if (reader === 'poc' && candidates.length === 0) continue;
    const got = told.get(first) ?? (await remindOne(work, ticket, { first, candidates, isLate }));
    told.set(first, got);
    reminded.push({ reader, to: got.to, ...(got.userId !== undefined && { userId: got.userId }) });
  }
  return reminded;
}

type Got = Pick<Told, 'to' | 'userId'>;

/** Who has it now; what is gathered goes to whom it is meant for, as far as anybody knows yet. */
async function remindOne(
  work: Work,
  ticket: TicketRow,
  { first, candidates, isLate }: { first: string; candidates: readonly string[]; isLate: boolean },
): Promise<Got> {
  const { tx, orgId, now } = work;
  const dueAt = new Date(now.getTime() + TOGETHER_MS);
  const isFirst = await ensureTimer(tx, orgId, { kind: SUM_UP, subjectId: first, dueAt, now });
  if (!isLate && isFirst) return tellOfTicket(work, ticket, candidates);
  await addReminder(tx, orgId, { reader: first, ticketId: ticket.ticket_id, now });
  return first === CHANNEL ? { to: 'channel' } : { to: 'person', userId: first };
}

/** Shows the reminder's card to the first of these people who can be reached, or in the triage channel. */
export async function tellOfTicket(work: Work, ticket: TicketRow, candidates: readonly string[]): Promise<Told> {
  const { ticket_id: ticketId, version, number, is_private } = ticket;
  const telling = {
    kind: 'escalation',
    publicKind: is_private === 1 ? 'escalation_private' : 'escalation',
    ticketId,
    version,
    past: pastReminder(number),
  };
  return candidates.length === 0 ? tellTriage(work, telling) : tellFirstReachable(work, candidates, telling);
}
