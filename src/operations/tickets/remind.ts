import { ensureTimer } from '../../../models/due-work/timer.js';
import { addReminders, findExpecting } from '../../../models/tickets/reminder.js';
import type { TicketRow } from '../../../models/tickets/ticket-work.js';
import { findLeads } from '../../../models/user.js';
import { pastReminder } from '../../cards/tickets/escalation-card.js';
import type { Reader } from '../../rules/escalation.js';
import { type Told, tellFirstReachable, tellTriage } from '../telling/tell-first-reachable.js';
import type { Work } from '../work.js';
import { contactsOf } from './escalation-contacts.js';

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
  const meant = await whoAreMeant(work, ticket, readers);
  const lines = new Map<string, readonly string[]>();
  for (const { candidates } of meant) {
    const first = candidates[0] ?? CHANNEL;
    // Of several readers who are the same person the first counts.
    if (!lines.has(first)) lines.set(first, candidates);
  }
  const gathered = await gather(work, ticket, [...lines.keys()], isLate);
  const told = new Map<string, Got>();
  for (const [first, candidates] of lines)
    told.set(first, gathered.has(first) ? gatheredFor(first) : await tellOfTicket(work, ticket, candidates));
  return meant.map(({ reader, candidates }) => {
    const { to, userId } = told.get(candidates[0] ?? CHANNEL) ?? { to: 'nobody' };
    return { reader, to, ...(userId !== undefined && { userId }) };
  });
}

interface Meant {
  readonly reader: Reader;
  /** The first who can be reached is told; nobody means the channel. */
  readonly candidates: readonly string[];
}

async function whoAreMeant({ tx, orgId }: Work, ticket: TicketRow, readers: readonly Reader[]): Promise<Meant[]> {
  const isLed = readers.some((reader) => reader === 'tech_contact' || reader === 'poc');
  const leads = isLed ? await findLeads(tx, orgId) : [];
  const candidatesOf = (reader: Reader) => {
    if (reader === 'channel') return [];
    if (reader === 'assignee') return ticket.assignee_user_id ? [ticket.assignee_user_id] : [];
    return contactsOf(leads, reader);
  };
  const meant = readers.map((reader) => ({ reader, candidates: candidatesOf(reader) }));
  return meant.filter(({ reader, candidates }) => reader !== 'poc' || candidates.length > 0);
}

/** Keeps for a message that follows what is late, and what comes soon after another message: answers for whom. */
async function gather(
  work: Work,
  { ticket_id: ticketId }: TicketRow,
  readers: readonly string[],
  isLate: boolean,
): Promise<ReadonlySet<string>> {
  const { tx, orgId, now } = work;
  const dueAt = new Date(now.getTime() + TOGETHER_MS);
  const expecting = await findExpecting(tx, orgId, { kind: SUM_UP, readers, now });
  const gathered: string[] = [];
  for (const reader of readers) {
    const isFirst =
      !expecting.has(reader) && (await ensureTimer(tx, orgId, { kind: SUM_UP, subjectId: reader, dueAt, now }));
    if (isLate || !isFirst) gathered.push(reader);
  }
  await addReminders(tx, orgId, { readers: gathered, ticketId, now });
  return new Set(gathered);
}

type Got = Pick<Told, 'to' | 'userId'>;

/** It goes to whom it is meant for, as far as anybody knows yet. */
function gatheredFor(first: string): Got {
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
