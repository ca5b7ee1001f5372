import { findAccountsOf } from '../../models/account.js';
import { findConversation } from '../../models/conversation.js';
import type { MessageRole } from '../../models/message.js';
import { addRelay, markRecalled, type RelayRow } from '../../models/relay.js';
import { addMessage, editMessage } from '../../models/session-words.js';
import { addSession, newSession, saveSession } from '../../models/session-work.js';
import { addEvent } from '../../models/ticket-event.js';
import { noteOnTicketWork, type TicketRow } from '../../models/ticket-work.js';
import { nameOf } from '../../models/user.js';
import { readByMark, toRequester, toTechs } from '../cards/relay.js';
import { plainReply } from '../cards/session-cards.js';
import { requesterName } from '../cards/ticket-view.js';
import { words as wording } from '../cards/wording/index.js';
import type { Actor } from './move-ticket.js';
import { removeSaid, replaceSaid, say, type Work } from './work.js';

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
  const at = work.now.toISOString();
  const messageId = await keepWords(work, ticket, { role: 'tech', content: words.text });
  const outboxId = await say(work, to, toRequester({ number: ticket.number, by: nameOf(author), text: words.text }));
  const markId = await say(work, words.conversationId, readByMark(requesterName({ ticket })));
  await addRelay(work.tx, work.orgId, { ...refOf(words), messageId, outboxId, markId });
  await noteOnTicketWork(work.tx, work.orgId, ticket.ticket_id, {
    last_word_at: at,
    first_responded_at: ticket.first_responded_at ?? at,
  });
}

/** Carries the requester's words into the ticket's thread, with a mention of the assignee so that they are notified. */
export async function relayToTechs(work: Work, words: Words): Promise<void> {
  const { ticket } = words;
  const messageId = await keepWords(work, ticket, { role: 'user', content: words.text });
  await noteOnTicketWork(work.tx, work.orgId, ticket.ticket_id, { last_word_at: work.now.toISOString() });
  const to = ticket.work_conversation_id;
  if (!to) return;
  const mention = await mentionOfAssignee(work, ticket, to);
  const outboxId = await say(work, to, toTechs({ name: requesterName({ ticket }), text: words.text, ...mention }));
  await addRelay(work.tx, work.orgId, { ...refOf(words), messageId, outboxId, markId: null });
}

/** The copy follows when its original is edited. */
export async function editRelayed(
  work: Work,
  relay: RelayRow,
  { ticket, author, text }: Pick<Words, 'ticket' | 'author' | 'text'>,
): Promise<void> {
  if (relay.recalled_at) return;
  await editMessage(work.tx, work.orgId, relay.message_id, text);
  const isRequester = relay.conversation_id === ticket.requester_conversation_id;
  const to = isRequester ? ticket.work_conversation_id : ticket.requester_conversation_id;
  if (!to) return;
  const reply = isRequester
    ? toTechs({ name: requesterName({ ticket }), text, isEdit: true })
    : toRequester({ number: ticket.number, by: nameOf(author), text, isEdit: true });
  await replaceSaid(work, to, relay.outbox_id, reply);
}

/** Deleting the original recalls the copy. */
export async function recallRelayed(work: Work, relay: RelayRow, ticket: TicketRow): Promise<void> {
  if (!(await markRecalled(work.tx, work.orgId, relay.relay_id, work.now))) return;
  const isRequester = relay.conversation_id === ticket.requester_conversation_id;
  const to = isRequester ? ticket.work_conversation_id : ticket.requester_conversation_id;
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

/** Adds a word to the ticket's session; a ticket without one gets it at its first word. */
export async function keepWords(
  work: Work,
  ticket: TicketRow,
  { role, content }: { role: MessageRole; content: string },
): Promise<string> {
  const sessionId = ticket.session_id ?? (await sessionFor(work, ticket));
  return addMessage(work.tx, work.orgId, { sessionId, role, content, now: work.now });
}

async function sessionFor(work: Work, ticket: TicketRow): Promise<string> {
  const conversationId = ticket.requester_conversation_id ?? ticket.work_conversation_id;
  if (!conversationId) throw new Error('Words of a ticket are said in one of its conversations.');
  const session = newSession({ userId: ticket.user_id, conversationId, now: work.now });
  await addSession(work.tx, work.orgId, session, work.now);
  await saveSession(work.tx, work.orgId, { ...session, status: 'handed_over' }, work.now);
  const { sessionId } = session;
  await work.models.Ticket.update(
    { session_id: sessionId },
    { where: { org_id: work.orgId, ticket_id: ticket.ticket_id }, transaction: work.tx.transaction },
  );
  return sessionId;
}

async function mentionOfAssignee(work: Work, ticket: TicketRow, conversationId: string) {
  if (!ticket.assignee_user_id) return {};
  const conversation = await findConversation(work.tx, work.orgId, conversationId);
  const accounts = await findAccountsOf(work.tx, work.orgId, ticket.assignee_user_id);
  const account = accounts.find(
    ({ platform, tenant }) => platform === conversation?.platform && tenant === conversation.tenant,
  );
  const name = `${ticket.assignee_first ?? ''} ${ticket.assignee_last ?? ''}`.trim();
  return account ? { notify: { person: account.external_id, name } } : {};
}

function refOf({ ticket, conversationId, messageRef }: Words) {
  return { ticketId: ticket.ticket_id, conversationId, messageRef };
}
