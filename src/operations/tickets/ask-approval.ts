import { askApprover, findApprovers } from '../../../models/tickets/approval.js';
import { addEvent } from '../../../models/tickets/ticket-event.js';
import { findTicket, outdateCards, type TicketRow } from '../../../models/tickets/ticket-work.js';
import { findNames } from '../../../models/user.js';
import { askedAgainReply, askedForYesReply, noLongerAskedReply } from '../../cards/tickets/approval-card.js';
import { words } from '../../cards/wording/index.js';
import { plain } from '../../chat/text.js';
import { keepWords } from '../conversations/keep-words.js';
import { rulesOf } from '../organisations/org-settings.js';
import { showAnew } from '../telling/show-anew.js';
import { recordMiss } from '../telling/tell-first-reachable.js';
import { lineTo } from '../telling/tell-person.js';
import { refreshCards, say, type Work } from '../work.js';
import { holdClock } from './hold-clock.js';
import { storeRenderedText } from './store-rendered-text.js';
import { tellOfOpenApproval } from './tell-of-open-approval.js';
import { timeTicket } from './time-ticket.js';

interface Asking {
  /** The requester is told in the same breath as of the ticket, or knows already. */
  readonly isTold?: boolean;
  /** Whom a tech chose; left out, the first of those who may say yes. */
  readonly approverId?: string;
  /** Somebody who cannot be asked after all: the next one after them is. */
  readonly after?: string;
  /** Who had it asked; the desk unless given. */
  readonly actorId?: string;
}

/** The name of whoever will be asked for the yes to what this person wants; undefined where nobody can be reached. */
export async function whoIsAsked(work: Work, requesterId: string): Promise<string | undefined> {
  for (const userId of await findApprovers(work.tx, work.orgId, requesterId))
    if (await lineTo(work, userId)) return nameFor(work, userId);
  return undefined;
}

/**
 * Asks for the yes a ticket needs: the first of those who may say it that can be reached gets a card, and is looked after
 * until they answer; whom it misses is recorded. The ticket's clocks stand meanwhile. The requester is told who
 * it is. Where nobody can be asked, the ticket says so, and techs are told to see to it.
 */
export async function askApproval(work: Work, ticketId: string, asking: Asking = {}): Promise<void> {
  const { tx, orgId, now } = work;
  const { isTold = false, actorId = null } = asking;
  const before = await findTicket(tx, orgId, ticketId);
  if (!before) return;
  const candidates = await candidatesFor(work, before, asking);
  const reached = await firstOf(work, ticketId, candidates);
  const approverId = reached?.userId ?? candidates[0] ?? null;
  await askApprover(tx, orgId, { ticketId, approverId, now });
  const detail = { approver: approverId, isReached: reached !== undefined };
  await addEvent(tx, orgId, { ticketId, actorId, kind: 'approval.ask', detail, now });
  const version = await outdateCards(tx, orgId, ticketId);
  const rules = await rulesOf(tx, orgId);
  await holdClock(work, ticketId, { isHeld: reached !== undefined, rules });
  if (reached) {
    const of = { kind: 'approval', subjectId: ticketId, conversationId: reached.conversationId, version };
    if (before.approver_user_id === reached.userId) await say(work, reached.conversationId, askedAgainReply(before));
    await showAnew(work, of, noLongerAskedReply(before.number));
  }
  const ticket = await storeRenderedText(work, ticketId);
  await refreshCards(work, ticketId, version);
  if (!reached) await tellOfOpenApproval(work, ticket, 'unreached');
  await timeTicket(work, ticket, rules);
  if (!isTold) await tellRequester(work, ticket, reached && (await nameFor(work, reached.userId)));
}

async function candidatesFor(work: Work, ticket: TicketRow, { approverId, after }: Asking): Promise<string[]> {
  if (approverId !== undefined) return [approverId];
  const all = await findApprovers(work.tx, work.orgId, ticket.user_id);
  // Nobody is behind somebody who may not say yes any more: then the order begins anew.
  return after === undefined ? all : all.slice(all.indexOf(after) + 1);
}

/** The first who can be reached, and where; the audit names those before. */
async function firstOf(work: Work, ticketId: string, candidates: readonly string[]) {
  for (const userId of candidates) {
    const conversationId = await lineTo(work, userId);
    if (conversationId) return { userId, conversationId };
    await recordMiss(work, { ticketId }, { userId, reason: 'no account that can be reached' });
  }
  return undefined;
}

async function tellRequester(work: Work, ticket: TicketRow, name: string | undefined): Promise<void> {
  const { number, requester_conversation_id: to } = ticket;
  if (!to) return;
  const told = askedForYesReply({ number, name });
  await say(work, to, told);
  await keepWords(work, ticket, { role: 'assistant', content: plain(told.text) });
}

async function nameFor({ tx, orgId }: Work, userId: string): Promise<string> {
  return (await findNames(tx, orgId, [userId])).get(userId) ?? words.labels.someone;
}
