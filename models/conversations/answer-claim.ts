import type { OrgId } from '../ids.js';
import { first, type Sql } from '../sql.js';
import { CONVERSATION_COLUMNS, type ConversationRow } from './conversation.js';

/** A conversation that this process answers; `answer_fence` fences its later writes. */
export interface AnswerClaim extends ConversationRow {
  readonly answer_fence: number;
}

/** Claims the right to answer a conversation until `until`. Undefined while somebody else answers it. */
export function claimAnswer(
  tx: Sql,
  orgId: OrgId,
  { conversationId, now, until }: { conversationId: string; now: Date; until: Date },
): Promise<AnswerClaim | undefined> {
  return first(
    tx,
    `UPDATE conversation SET answer_lease_until = $1, answer_fence = answer_fence + 1
     WHERE org_id = $2 AND conversation_id = $3 AND answer_lease_until <= $4 RETURNING ${CONVERSATION_COLUMNS}, answer_fence`,
    [until.toISOString(), orgId, conversationId, now.toISOString()],
  );
}

/**
 * Lets an answer that ends at this moment notice that something new waits. Without a write to the same row neither of
 * two transactions on PostgreSQL would see the other, and what waits would wait for the sweep.
 */
export async function disturbAnswer(tx: Sql, orgId: OrgId, conversationId: string): Promise<void> {
  await tx.run('UPDATE conversation SET answer_fence = answer_fence WHERE org_id = $1 AND conversation_id = $2', [
    orgId,
    conversationId,
  ]);
}

/** Keeps a claim for longer; false when it was lost meanwhile. */
export async function prolongAnswer(
  tx: Sql,
  { org_id, conversation_id, answer_fence }: AnswerClaim,
  until: Date,
): Promise<boolean> {
  const changed = await tx.run(
    `UPDATE conversation SET answer_lease_until = $1
     WHERE org_id = $2 AND conversation_id = $3 AND answer_fence = $4 AND answer_lease_until <> ''`,
    [until.toISOString(), org_id, conversation_id, answer_fence],
  );
  return changed === 1;
}

/**
 * Keeps the claim until `until` while more waits than the rows that are being answered, else gives it back. Says which
 * row waits longest. Undefined when the claim was lost meanwhile, and then nothing of this answer may be committed.
 */
export async function holdOrReleaseAnswer(
  tx: Sql,
  { org_id, conversation_id, answer_fence }: AnswerClaim,
  { answering, until }: { answering: readonly string[]; until: Date },
): Promise<{ hasMore: boolean; oldest: string | null } | undefined> {
  const others = answering.length > 0 ? `AND inbox_id NOT IN (${answering.map((_, at) => `$${at + 5}`)})` : '';
  const waiting = "FROM inbox WHERE org_id = $1 AND conversation_id = $2 AND state = 'waiting'";
  const row = await first<{ answer_lease_until: string; oldest: string | null }>(
    tx,
    `UPDATE conversation SET answer_lease_until = CASE WHEN EXISTS (SELECT 1 ${waiting} ${others}) THEN $3 ELSE '' END
     WHERE org_id = $1 AND conversation_id = $2 AND answer_fence = $4
     RETURNING answer_lease_until, (SELECT MIN(inbox_id) ${waiting}) AS oldest`,
    [org_id, conversation_id, until.toISOString(), answer_fence, ...answering],
  );
  return row && { hasMore: row.answer_lease_until !== '', oldest: row.oldest };
}

/** Gives the claim back; nothing happens when it was lost meanwhile. */
export async function releaseAnswer(tx: Sql, { org_id, conversation_id, answer_fence }: AnswerClaim): Promise<void> {
  await tx.run(
    `UPDATE conversation SET answer_lease_until = '' WHERE org_id = $1 AND conversation_id = $2 AND answer_fence = $3`,
    [org_id, conversation_id, answer_fence],
  );
}
