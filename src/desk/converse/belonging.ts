import type { SessionState } from '../../../models/conversations/session-work.js';
import type { TicketRow } from '../../../models/tickets/ticket-work.js';
import { isLive } from '../../rules/ticket-life.js';
import type { Library } from '../library.js';
import { matchPlaybook } from '../playbooks/match.js';
import { isSecurity } from '../triage/security.js';
import { understandReply } from '../understand/understand-reply.js';
import { readRoute } from './route.js';

/**
 * Where words belong that are written in a conversation with a ticket: into it (which reopens one that is resolved), to
 * what was kept until now, into a new request linked to a closed one, or nowhere yet. `elsewhere`: to a talk with the desk.
 */
export type Belonging =
  | 'ticket'
  | 'kept_to_ticket'
  | 'kept_to_new'
  | 'ask'
  | 'thanks'
  | 'greeting'
  | 'linked'
  | 'elsewhere';

/** A reply within this of the last word, ms, belongs to the ticket without asking. */
const SAME_TALK_MS = 4 * 3_600_000;

export interface TicketWords {
  readonly text: string;
  readonly hasFiles: boolean;
  readonly ticket: TicketRow;
  readonly session: SessionState;
  /** A thread is about one ticket; a direct message may be about anything. */
  readonly isThread: boolean;
  readonly library: Library;
  readonly now: Date;
}

/** Decides it; pure. */
export function belongingOf(said: TicketWords): Belonging {
  const { ticket, session, text } = said;
  if (session.flow.awaiting?.kind === 'route') {
    const chosen = readRoute(text, ticket.number);
    if (!chosen) return 'ask';
    return chosen === 'add' && mayTakeWords(ticket) ? 'kept_to_ticket' : 'kept_to_new';
  }
  if (!said.isThread && (isAsked(said) || isUrgentElse(said))) return 'elsewhere';
  if (ticket.status === 'resolved') return afterResolved(said);
  return isLive(ticket.status) ? whileLive(said) : afterEnd(said);
}

/** Whether words can still be added to it: they reopen a resolved one. */
export function mayTakeWords({ status }: TicketRow): boolean {
  return isLive(status) || status === 'resolved';
}

function whileLive(said: TicketWords): Belonging {
  const { ticket, now, isThread, text, hasFiles } = said;
  if (isThread) return 'ticket';
  const isRecent = now.getTime() - Date.parse(ticket.last_word_at) < SAME_TALK_MS;
  if (isRecent) return isAboutElse(said) ? 'ask' : 'ticket';
  const { meaning } = understandReply(text, { kind: 'nothing' });
  if (meaning === 'thanks') return 'thanks';
  return meaning === 'small_talk' || (meaning === 'empty' && !hasFiles) ? 'greeting' : 'ask';
}

const contented = new Set(['thanks', 'fixed', 'small_talk', 'empty']);

function afterResolved(said: TicketWords): Belonging {
  const { meaning } = understandReply(said.text, { kind: 'step' });
  if (contented.has(meaning) && !said.hasFiles) return 'thanks';
  if (said.isThread) return 'ticket';
  if (isAboutElse(said)) return 'ask';
  return meaning === 'still_broken' || meaning === 'person' ? 'ticket' : 'ask';
}

/** A closed ticket is not opened again: what comes back is a new one, linked to it. */
function afterEnd({ ticket, text, isThread }: TicketWords): Belonging {
  const { meaning } = understandReply(text, { kind: 'nothing' });
  const isBack = meaning === 'still_broken' || (isThread && meaning === 'problem');
  return ticket.status === 'closed' && isBack ? 'linked' : 'elsewhere';
}

/** The person started over and was asked what it is about: these words say it. */
function isAsked({ session, now }: TicketWords): boolean {
  const isOver = session.status === 'abandoned' && session.flow.awaiting?.kind === 'problem';
  return isOver && now.getTime() - Date.parse(session.updatedAt) < SAME_TALK_MS;
}

/** What a person has to see at once is not kept back by a question of where it belongs. */
function isUrgentElse(said: TicketWords): boolean {
  const { library, text, session } = said;
  if (matchPlaybook(library.playbooks, text)?.playbook.handover.immediately) return isAboutElse(said);
  return isSecurity(text) && session.category !== 'security';
}

function isAboutElse({ library, text, session }: TicketWords): boolean {
  const match = matchPlaybook(library.playbooks, text);
  return match !== undefined && match.playbook.id !== session.flow.playbook;
}
