import { newId, type OrgId } from '../ids.js';
import type { OpenClaim, SendClaim } from '../outbox/sending.js';
import { first, type Sql } from '../sql.js';
import type { ConversationRow } from './conversation.js';

/** The person a direct conversation is with, by their account on a platform. */
export interface DirectWith {
  readonly platform: string;
  readonly tenant: string;
  readonly externalId: string;
  readonly userId: string;
}

/**
 * The direct conversation with a person: the one they wrote in, else the one that is to be opened with them, which is
 * made here and opened by whoever first sends there.
 */
export async function ensureDirect(
  tx: Sql,
  orgId: OrgId,
  { platform, tenant, externalId, userId }: DirectWith,
  now: Date,
): Promise<Pick<ConversationRow, 'conversation_id'>> {
  const find = () =>
    first<Pick<ConversationRow, 'conversation_id'>>(
      tx,
      `SELECT conversation_id FROM conversation
       WHERE org_id = $1 AND platform = $2 AND tenant = $3 AND kind = 'direct'
         AND (opens_for = $4 OR (user_id = $5 AND external_key IS NOT NULL))
       ORDER BY CASE WHEN external_key IS NULL THEN 1 ELSE 0 END, created_at, conversation_id LIMIT 1`,
      [orgId, platform, tenant, externalId, userId],
    );
  const known = await find();
  if (known) return known;
  await tx.run(
    `INSERT INTO conversation (conversation_id, org_id, platform, tenant, opens_for, kind, user_id, created_at)
     VALUES ($1, $2, $3, $4, $5, 'direct', $6, $7) ON CONFLICT (platform, tenant, opens_for) DO NOTHING`,
    [newId(), orgId, platform, tenant, externalId, userId, now.toISOString()],
  );
  const made = await find();
  if (!made) throw new Error('A conversation that is to be opened exists.');
  return made;
}

/**
 * The platform opened the conversation this claim holds. Where the person's own words had made a row of it meanwhile,
 * everything moves there and this row is gone: the id of the other is answered. Undefined when the claim was lost.
 */
export async function nameDirect(
  tx: Sql,
  claim: SendClaim,
  key: string,
): Promise<OpenClaim | { readonly movedTo: string } | undefined> {
  const { org_id, conversation_id, send_fence, platform, tenant } = claim;
  const held = await tx.run(
    'UPDATE conversation SET send_fence = send_fence WHERE org_id = $1 AND conversation_id = $2 AND send_fence = $3',
    [org_id, conversation_id, send_fence],
  );
  if (held !== 1) return undefined;
  const other = await first<{ conversation_id: string }>(
    tx,
    'SELECT conversation_id FROM conversation WHERE platform = $1 AND tenant = $2 AND external_key = $3',
    [platform, tenant, key],
  );
  if (other && other.conversation_id !== conversation_id) {
    await moveInto(tx, claim, other.conversation_id);
    return { movedTo: other.conversation_id };
  }
  await tx.run(
    'UPDATE conversation SET external_key = $1, channel_key = $1 WHERE org_id = $2 AND conversation_id = $3',
    [key, org_id, conversation_id],
  );
  return { ...claim, external_key: key };
}

/** Every column that may name a conversation nobody wrote in yet. A test holds it against the schema. */
export const conversationColumns = [
  ['outbox', 'conversation_id'],
  ['card', 'conversation_id'],
  ['session_work', 'conversation_id'],
  ['ticket_work', 'requester_conversation_id'],
  ['ticket_work', 'work_conversation_id'],
  ['inbox', 'conversation_id'],
  ['relay', 'conversation_id'],
  ['message_source', 'conversation_id'],
  ['file', 'conversation_id'],
] as const;

async function moveInto(tx: Sql, { org_id, conversation_id: from }: SendClaim, to: string): Promise<void> {
  // What was in hand was not sent: nobody had opened the conversation.
  await tx.run(
    `UPDATE outbox SET state = 'pending', next_attempt_at = created_at, first_tried_at = NULL
     WHERE org_id = $1 AND conversation_id = $2 AND state IN ('sending', 'uncertain')`,
    [org_id, from],
  );
  await mergeCards(tx, org_id, { from, to });
  for (const [table, column] of conversationColumns) {
    await tx.run(`UPDATE ${table} SET ${column} = $1 WHERE org_id = $2 AND ${column} = $3`, [to, org_id, from]);
  }
  const gone = await first<Pick<ConversationRow, 'user_id'> & Pick<SendClaim, 'opens_for'>>(
    tx,
    'DELETE FROM conversation WHERE org_id = $1 AND conversation_id = $2 RETURNING user_id, opens_for',
    [org_id, from],
  );
  await tx.run(
    `UPDATE conversation SET opens_for = $1, user_id = COALESCE(user_id, $2)
     WHERE org_id = $3 AND conversation_id = $4`,
    [gone?.opens_for ?? null, gone?.user_id ?? null, org_id, to],
  );
}

/** A card that both have is one, and is shown where it was. */
async function mergeCards(tx: Sql, orgId: string, { from, to }: { from: string; to: string }): Promise<void> {
  const twice = await tx.all<{ card_id: string; stays: string }>(
    `SELECT a.card_id, b.card_id AS stays FROM card a
     JOIN card b ON b.org_id = a.org_id AND b.subject_id = a.subject_id AND b.kind = a.kind
     WHERE a.org_id = $1 AND a.conversation_id = $2 AND b.conversation_id = $3`,
    [orgId, from, to],
  );
  for (const { card_id, stays } of twice) {
    await tx.run(
      `UPDATE outbox SET state = 'sent', card_id = $1, reason = 'its card is shown elsewhere'
       WHERE org_id = $2 AND card_id = $3`,
      [stays, orgId, card_id],
    );
    await tx.run('DELETE FROM card WHERE org_id = $1 AND card_id = $2', [orgId, card_id]);
  }
}
