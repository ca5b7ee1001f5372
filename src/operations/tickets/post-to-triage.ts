import { addCard } from '../../../models/conversations/card.js';
import { ensureChannel, ensureConversation, findWorkThread } from '../../../models/conversations/conversation.js';
import { findLeadConversation } from '../../../models/conversations/lead-conversation.js';
import { findTicket, noteOnTicketWork } from '../../../models/tickets/ticket-work.js';
import { plainReply } from '../../cards/session-cards.js';
import { requesterName } from '../../cards/tickets/ticket-view.js';
import { words } from '../../cards/wording/index.js';
import { filesOfSession } from '../conversations/carry-files.js';
import { triageChannelOf } from '../organisations/org-settings.js';
import { markToldToday } from '../telling/told-today.js';
import { say, showCard, type Work } from '../work.js';

/**
 * Posts the ticket's card where techs work, with a thread under it, in which the ticket is worked from now on. In a
 * channel anyone can read, a ticket from a direct message shows its number only and has no thread. Until a channel is
 * chosen the card goes to whoever leads the desk.
 */
export async function postToTriage(work: Work, ticketId: string, version: number): Promise<void> {
  const { tx, orgId, now } = work;
  const triage = await triageChannelOf(tx, orgId);
  const ticket = await findTicket(tx, orgId, ticketId);
  if (!ticket) return;
  if (!triage) return postToLead(work, ticketId, version);
  const isHidden = ticket.is_private === 1 && !triage.isPrivate;
  const channel = await ensureChannel(tx, orgId, triage, now);
  const card = await addCard(tx, orgId, {
    kind: isHidden ? 'private' : 'ticket',
    subjectId: ticketId,
    conversationId: channel.conversation_id,
    version,
    now,
  });
  await showCard(work, card);
  if (isHidden) return;
  const thread = await threadIn(work, triage, ticketId);
  const { conversation_id } = thread;
  if (conversation_id === ticket.work_conversation_id) return;
  await noteOnTicketWork(tx, orgId, ticketId, { work_conversation_id: conversation_id });
  await carryFiles(work, ticketId);
}

/** The ticket's thread in this channel; the one it had in another channel stays one of techs. */
async function threadIn(work: Work, { platform, tenant, conversation: channelKey }: Channel, ticketId: string) {
  const { tx, orgId, now } = work;
  const known = await findWorkThread(tx, orgId, { platform, tenant, channelKey, ticketId });
  if (known) return known;
  return ensureConversation(tx, orgId, { platform, tenant, key: null, channelKey, kind: 'thread', ticketId, now });
}

type Channel = NonNullable<Awaited<ReturnType<typeof triageChannelOf>>>;

/** What the requester sent before there was a ticket hangs under its card. */
async function carryFiles(work: Work, ticketId: string): Promise<void> {
  const ticket = await findTicket(work.tx, work.orgId, ticketId);
  if (!ticket?.session_id || !ticket.work_conversation_id) return;
  const { files } = await filesOfSession(work, ticket.session_id);
  if (files)
    await say(work, ticket.work_conversation_id, { text: words.techs.filesCame(requesterName({ ticket })), files });
}

async function postToLead(work: Work, subjectId: string, version: number): Promise<void> {
  const { tx, orgId, now } = work;
  const lead = await findLeadConversation(tx, orgId);
  if (!lead) return;
  if (await markToldToday(work, 'no_triage')) await say(work, lead, plainReply(words.setup.noTriage));
  await showCard(work, await addCard(tx, orgId, { kind: 'ticket', subjectId, conversationId: lead, version, now }));
}
