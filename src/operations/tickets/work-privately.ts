import { addCard } from '../../../models/conversations/card.js';
import {
  ensureConversation,
  type NewConversation,
  pointConversation,
} from '../../../models/conversations/conversation.js';
import { findWordsSince } from '../../../models/conversations/session-words.js';
import { addCopy } from '../../../models/conversations/word-copy.js';
import type { TicketRow } from '../../../models/tickets/ticket-work.js';
import { toTechs } from '../../cards/relay.js';
import { requesterName } from '../../cards/tickets/ticket-view.js';
import { say, showCard, type Work } from '../work.js';

/** How somebody is written to alone. */
export type DirectLine = Pick<NewConversation, 'platform' | 'tenant'> & {
  readonly key: string;
  readonly userId: string;
};

/** Whether a ticket must be worked where its assignee alone reads it: it is private and has no thread. */
export function isWorkedPrivately({ is_private, work_conversation_id }: TicketRow): boolean {
  return is_private === 1 && work_conversation_id === null;
}

/** Shows a private ticket to its new assignee in a direct message, with what was said since it was opened. */
export async function showToAssignee(work: Work, ticket: TicketRow, line: DirectLine): Promise<void> {
  const { tx, orgId, now } = work;
  const { userId, ...place } = line;
  const direct = await ensureConversation(tx, orgId, { ...place, channelKey: line.key, kind: 'direct', userId, now });
  const { conversation_id: conversationId } = direct;
  if (!direct.user_id) await pointConversation(tx, orgId, conversationId, { userId });
  const { ticket_id: subjectId, version, number, session_id: sessionId, created_at } = ticket;
  await showCard(work, await addCard(tx, orgId, { kind: 'ticket', subjectId, conversationId, version, now }));
  if (!sessionId) return;
  for (const { message_id: messageId, content } of await findWordsSince(tx, orgId, sessionId, created_at)) {
    const outboxId = await say(
      work,
      conversationId,
      toTechs({ name: requesterName({ ticket }), number, text: content }),
    );
    await addCopy(tx, orgId, { messageId, outboxId });
  }
}
