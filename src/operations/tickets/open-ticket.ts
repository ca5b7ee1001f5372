import { addCard } from '../../../models/conversations/card.js';
import { type ConversationRow, pointConversation } from '../../../models/conversations/conversation.js';
import { newId } from '../../../models/ids.js';
import {
  type Citation,
  citationsJson,
  type Diagnostics,
  diagnosticsJson,
  type StepAttempted,
  stepsAttemptedJson,
} from '../../../models/json.js';
import type { Level } from '../../../models/ticket.js';
import { addEvent } from '../../../models/tickets/ticket-event.js';
import { addTicketWork, nextTicketNumber } from '../../../models/tickets/ticket-work.js';
import type { Reply } from '../../chat/outbound.js';
import { priorityOf } from '../../rules/priority.js';
import { type HandOverPromise, promiseFor } from '../../rules/promise.js';
import { rulesOf } from '../organisations/org-settings.js';
import { say, showCard, type Work } from '../work.js';
import { postToTriage } from './post-to-triage.js';
import { storeRenderedText } from './store-rendered-text.js';
import { dueTimes } from './ticket-clocks.js';
import { timeTicket } from './time-ticket.js';

export interface NewTicket {
  readonly userId: string;
  readonly sessionId: string | null;
  /** Where the requester is answered; undefined where they cannot be reached. */
  readonly conversation: ConversationRow | undefined;
  /** Something else is open in that conversation, and stays what it is about. */
  readonly isAside?: boolean;
  /** Left out, a new id. */
  readonly ticketId?: string;
  /** It is told after the fact: no tech is shown it. */
  readonly isHistory?: boolean;
  readonly summary: string;
  readonly category: string | null;
  readonly impact: Level;
  readonly urgency: Level;
  /** Why a person is needed, in one sentence. */
  readonly reason: string;
  readonly assetTag: string | null;
  readonly diagnostics: Diagnostics;
  readonly steps: readonly StepAttempted[];
  readonly citations: readonly Citation[];
}

/** What was opened, and what may be promised of it. */
export interface OpenedTicket {
  readonly number: number;
  readonly promise: HandOverPromise;
  readonly zone: string;
}

/**
 * Opens a ticket: its rows, its first event, what is announced to the requester with their card below it, and the card
 * for the techs.
 */
export async function openTicket(
  work: Work,
  of: NewTicket,
  announce: (opened: OpenedTicket) => Reply,
): Promise<{ readonly ticketId: string; readonly number: number; readonly announced: Reply }> {
  const { tx, orgId, now } = work;
  const rules = await rulesOf(tx, orgId);
  const priority = priorityOf(of.impact, of.urgency, rules.matrix);
  const ticketId = of.ticketId ?? newId();
  const at = now.toISOString();
  await work.models.Ticket.create(
    {
      ticket_id: ticketId,
      org_id: orgId,
      user_id: of.userId,
      session_id: of.sessionId,
      summary: of.summary,
      category: of.category,
      impact: of.impact,
      urgency: of.urgency,
      status: 'new',
      escalation_reason: of.reason,
      diagnostics_json: diagnosticsJson.write(of.diagnostics),
      steps_attempted_json: stepsAttemptedJson.write([...of.steps]),
      citations_json: citationsJson.write([...of.citations]),
      created_at: at,
    },
    { transaction: tx.transaction },
  );
  const due = dueTimes(
    {
      created_at: at,
      priority,
      pauses_json: '[]',
      first_responded_at: null,
      resolved_at: null,
      resolution_started_at: at,
      resolution_share: 1,
    },
    rules,
  );
  const number = await nextTicketNumber(tx, orgId);
  await addTicketWork(tx, orgId, {
    ticketId,
    number,
    priority,
    assetTag: of.assetTag,
    isPrivate: of.conversation === undefined || of.conversation.kind === 'direct',
    requesterConversationId: of.conversation?.conversation_id ?? null,
    firstResponseDueAt: due.first_response_due_at ?? null,
    resolutionDueAt: due.resolution_due_at ?? null,
    now,
  });
  await addEvent(tx, orgId, { ticketId, actorId: of.userId, kind: 'ticket.open', now });
  const announced = announce({ number, promise: promiseFor(priority, now, rules), zone: rules.zone });
  if (of.conversation) await tellRequester(work, { ...of, conversation: of.conversation }, { ticketId, announced });
  if (!of.isHistory) await postToTriage(work, ticketId, 1);
  const ticket = await storeRenderedText(work, ticketId);
  await timeTicket(work, ticket, rules);
  return { ticketId, number, announced };
}

/** The requester is told and has a card to follow it on; what they write there from now on is about it. */
async function tellRequester(
  work: Work,
  { conversation, isAside = false }: NewTicket & { readonly conversation: ConversationRow },
  { ticketId, announced }: { ticketId: string; announced: Reply },
): Promise<void> {
  const { tx, orgId, now } = work;
  const { conversation_id: conversationId } = conversation;
  if (!isAside) await pointConversation(tx, orgId, conversationId, { ticketId });
  await say(work, conversationId, announced);
  const card = { kind: 'requester', subjectId: ticketId, conversationId, version: 1, now };
  await showCard(work, await addCard(tx, orgId, card));
}
