import type { ConversationRow } from '../../../models/conversations/conversation.js';
import { newSession, saveSession } from '../../../models/conversations/session-work.js';
import { citationsJson, diagnosticsJson, stepsAttemptedJson } from '../../../models/json.js';
import type { PersonRow } from '../../../models/people/account.js';
import { addEvent } from '../../../models/tickets/ticket-event.js';
import type { TicketRow } from '../../../models/tickets/ticket-work.js';
import { announceTicket } from '../../cards/hand-over.js';
import { words } from '../../cards/wording/index.js';
import { type Heard, keepHeard, keepSaid, openSession } from '../../operations/conversations/record-turn.js';
import { openTicket } from '../../operations/tickets/open-ticket.js';
import type { Work } from '../../operations/work.js';

/** Opens a new ticket for what a closed one was about, with all that is known of it, and links the two. */
export async function openLinked(
  work: Work,
  of: { before: TicketRow; author: PersonRow; conversation: ConversationRow; heard: readonly Heard[] },
): Promise<void> {
  const { before, author, conversation, heard } = of;
  const { conversation_id: conversationId } = conversation;
  const { tx, orgId, now } = work;
  const diagnostics = diagnosticsJson.read(before.diagnostics_json);
  const steps = stepsAttemptedJson.read(before.steps_attempted_json);
  const session = newSession({ userId: author.user_id, conversationId, now });
  await openSession(work, session);
  for (const one of heard) await keepHeard(work, session, one);
  const { collected = {} } = diagnostics;
  await saveSession(
    tx,
    orgId,
    { ...session, turns: heard.length, category: before.category, collected, steps, status: 'handed_over' },
    now,
  );
  const { ticketId, announced } = await openTicket(
    work,
    {
      userId: author.user_id,
      sessionId: session.sessionId,
      conversation,
      summary: before.summary,
      category: before.category,
      impact: before.impact,
      urgency: before.urgency,
      reason: words.reasons.cameBack(before.number),
      assetTag: before.asset_tag,
      diagnostics: { ...diagnostics, collected: { ...collected, problem: problemOf(collected.problem, heard) } },
      steps,
      citations: citationsJson.read(before.citations_json),
    },
    (made) => announceTicket(made, { now, preface: words.told.linked(made.number, before.number) }),
  );
  await keepSaid(work, session.sessionId, { reply: announced });
  const detail = { before: before.ticket_id };
  await addEvent(tx, orgId, { ticketId, actorId: author.user_id, kind: 'ticket.linked', detail, now });
}

function problemOf(before: string | undefined, heard: readonly Heard[]): string {
  return [before, ...heard.map(({ text }) => text)].filter(Boolean).join('\n');
}
