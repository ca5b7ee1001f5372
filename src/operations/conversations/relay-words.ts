import { findTicketLine } from '../../../models/conversations/card.js';
import { findConversation } from '../../../models/conversations/conversation.js';
import { addRelay, markRecalled, type RelayRow } from '../../../models/conversations/relay.js';
import { editMessage } from '../../../models/conversations/session-words.js';
import { findPlaceOf } from '../../../models/outbox/outbox.js';
import { findAccountsOf } from '../../../models/people/account.js';
import { addEvent } from '../../../models/tickets/ticket-event.js';
import { changeTicketWork, findTicket, noteOnTicketWork, type TicketRow } from '../../../models/tickets/ticket-work.js';
import { nameOf } from '../../../models/user.js';
import { readByMark, toRequester, toTechs } from '../../cards/relay.js';
import { plainReply } from '../../cards/session-cards.js';
import { assigneeName, requesterName } from '../../cards/tickets/ticket-view.js';
import { words as wording } from '../../cards/wording/index.js';
import type { Actor } from '../actor.js';
import { rulesOf } from '../organisations/org-settings.js';
import { timeTicket } from '../tickets/time-ticket.js';
import { refreshCards, removeSaid, replaceSaid, say, type Work } from '../work.js';
import { filesOf } from './carry-files.js';
import { keepWords } from './keep-words.js';

/** Words written in a ticket's conversation, on their way to the other side. */
export interface Words {
  readonly ticket: TicketRow;
  readonly author: Actor;
  readonly text: string;
  readonly conversationId: string;
  /** The platform's id of the message they were written in. */
  readonly messageRef: string;
}

/** Carries a tech's words to the requester, keeps them in the session, and marks them with the reader's name. */
export async function relayToRequester(work: Work, words: Words): Promise<void> {
  const { ticket, author } = words;
  const to = ticket.requester_conversation_id;
  if (!to) return;
  const messageId = await keepWords(work, ticket, { role: 'tech', content: words.text });
  const reply = toRequester({ number: ticket.number, by: nameOf(author), text: words.text });
  const outboxId = await say(work, to, { ...reply, ...(await filesOf(work, words)) });
  const markId = await say(work, words.conversationId, readByMark(requesterName({ ticket })));
  await addRelay(work.tx, work.orgId, { ...refOf(words), messageId, outboxId, markId });
  await noteTechWord(work, ticket);
}

/**
 * Carries the requester's words to the techs: into the ticket's thread with a mention of the assignee, so that they are
 * notified, or to the assignee alone where the ticket may have no thread. While neither is there the session keeps them.
 */
export async function relayToTechs(work: Work, words: Words): Promise<void> {
  const { ticket, author } = words;
  const messageId = await keepWords(work, ticket, { role: 'user', content: words.text, source: words });
  await noteOnTicketWork(work.tx, work.orgId, ticket.ticket_id, { last_word_at: work.now.toISOString() });
  const to = await lineToTechs(work, ticket);
  if (!to) return;
  const mention = ticket.work_conversation_id ? await mentionOfAssignee(work, ticket, to) : {};
  const name = nameOf(author);
  const reply = toTechs({ name, text: words.text, ...aboutOf(ticket), ...mention });
  const outboxId = await say(work, to, { ...reply, ...(await filesOf(work, words)) });
  await addRelay(work.tx, work.orgId, { ...refOf(words), messageId, outboxId, markId: null });
}

/** Whether a tech wrote it: only those are told who reads their words. */
export function isFromTech({ mark_id }: RelayRow): boolean {
  return mark_id !== null;
}

/** The copy follows when its original is edited. */
export async function editRelayed(
  work: Work,
  relay: RelayRow,
  { ticket, author, text, messageRef }: Pick<Words, 'ticket' | 'author' | 'text' | 'messageRef'>,
): Promise<void> {
  if (relay.recalled_at) return;
  await editMessage(work.tx, work.orgId, relay.message_id, text);
  const to = await placeOfCopy(work, relay);
  if (!to) return;
  const by = nameOf(author);
  const reply = isFromTech(relay)
    ? toRequester({ number: ticket.number, by, text, isEdit: true })
    : toTechs({ name: by, text, isEdit: true, ...aboutOf(ticket) });
  const message = { conversationId: relay.conversation_id, messageRef };
  await replaceSaid(work, to, relay.outbox_id, { ...reply, ...(await filesOf(work, message)) });
}

/** Takes the copy back, and the words out of the session. */
export async function recallRelayed(work: Work, relay: RelayRow, ticket: TicketRow): Promise<void> {
  await editMessage(work.tx, work.orgId, relay.message_id, wording.session.deletedWords);
  if (!(await markRecalled(work.tx, work.orgId, relay.relay_id, work.now))) return;
  const to = await placeOfCopy(work, relay);
  if (to) await removeSaid(work, to, relay.outbox_id);
  if (relay.mark_id) await replaceSaid(work, relay.conversation_id, relay.mark_id, plainReply(wording.techs.recalled));
  await addEvent(work.tx, work.orgId, {
    ticketId: ticket.ticket_id,
    actorId: null,
    kind: 'word.recall',
    detail: { message: relay.message_id },
    now: work.now,
  });
}

/** Where techs read a ticket's words: its thread, else its assignee alone; undefined while neither is there. */
export async function lineToTechs(work: Work, ticket: TicketRow): Promise<string | undefined> {
  return ticket.work_conversation_id ?? (await lineToAssignee(work, ticket));
}

/** What names the ticket where its words stand in no thread of its own. */
export function aboutOf({ work_conversation_id, number }: TicketRow): { readonly number?: number } {
  return work_conversation_id ? {} : { number };
}

/** Where the assignee reads a ticket that has no thread; undefined while nobody has it. */
async function lineToAssignee(work: Work, ticket: TicketRow): Promise<string | undefined> {
  if (!ticket.assignee_user_id) return undefined;
  return findTicketLine(work.tx, work.orgId, ticket.ticket_id, ticket.assignee_user_id);
}

/** A tech's word is a word on the ticket; the first one answers the first-response clock, which the cards show. */
async function noteTechWord(
  work: Work,
  { ticket_id: ticketId, version, first_responded_at }: TicketRow,
): Promise<void> {
  const { tx, orgId } = work;
  const at = work.now.toISOString();
  if (first_responded_at) return noteOnTicketWork(tx, orgId, ticketId, { last_word_at: at });
  const change = { last_word_at: at, first_responded_at: at };
  if (await changeTicketWork(tx, orgId, { ticketId, version }, change)) {
    await timeAnew(work, ticketId);
    return refreshCards(work, ticketId, version + 1);
  }
  await noteOnTicketWork(tx, orgId, ticketId, { last_word_at: at });
}

/** The first answer stops the clock that ran for it. */
async function timeAnew(work: Work, ticketId: string): Promise<void> {
  const ticket = await findTicket(work.tx, work.orgId, ticketId);
  if (ticket) await timeTicket(work, ticket, await rulesOf(work.tx, work.orgId));
}

function placeOfCopy(work: Work, relay: RelayRow): Promise<string | undefined> {
  return findPlaceOf(work.tx, work.orgId, relay.outbox_id);
}

async function mentionOfAssignee(work: Work, ticket: TicketRow, conversationId: string) {
  if (!ticket.assignee_user_id) return {};
  const conversation = await findConversation(work.tx, work.orgId, conversationId);
  const accounts = await findAccountsOf(work.tx, work.orgId, ticket.assignee_user_id);
  const account = accounts.find(
    ({ platform, tenant }) => platform === conversation?.platform && tenant === conversation.tenant,
  );
  return account ? { notify: { person: account.external_id, name: assigneeName({ ticket }) ?? '' } } : {};
}

function refOf({ ticket, conversationId, messageRef }: Words) {
  return { ticketId: ticket.ticket_id, conversationId, messageRef };
}
