import { newId, type OrgId } from './ids.js';
import { first, type Sql } from './sql.js';

export interface ConversationRow {
  readonly conversation_id: string;
  readonly org_id: string;
  readonly platform: string;
  readonly tenant: string;
  /** The platform's own name of it; null for a ticket's thread whose card is not posted yet. */
  readonly external_key: string | null;
  readonly channel_key: string | null;
  readonly kind: 'direct' | 'thread' | 'channel';
  /** Whose conversation with the desk it is. */
  readonly user_id: string | null;
  readonly session_id: string | null;
  readonly ticket_id: string | null;
}

const COLUMNS =
  'conversation_id, org_id, platform, tenant, external_key, channel_key, kind, user_id, session_id, ticket_id';

/** The conversation a platform calls by this key. */
export function findConversationByKey(
  sql: Sql,
  { platform, tenant, key }: { platform: string; tenant: string; key: string },
): Promise<ConversationRow | undefined> {
  return first(sql, `SELECT ${COLUMNS} FROM conversation WHERE platform = $1 AND tenant = $2 AND external_key = $3`, [
    platform,
    tenant,
    key,
  ]);
}

export function findConversation(sql: Sql, orgId: OrgId, conversationId: string): Promise<ConversationRow | undefined> {
  return first(sql, `SELECT ${COLUMNS} FROM conversation WHERE org_id = $1 AND conversation_id = $2`, [
    orgId,
    conversationId,
  ]);
}

export interface NewConversation {
  readonly platform: string;
  readonly tenant: string;
  readonly key: string | null;
  readonly channelKey?: string | null;
  readonly kind: ConversationRow['kind'];
  readonly userId?: string | null;
  readonly ticketId?: string | null;
  readonly now: Date;
}

/** The conversation with this key, made when there is none. A key of null always makes one. */
export async function ensureConversation(tx: Sql, orgId: OrgId, wanted: NewConversation): Promise<ConversationRow> {
  const made = await first<ConversationRow>(
    tx,
    `INSERT INTO conversation
       (conversation_id, org_id, platform, tenant, external_key, channel_key, kind, user_id, ticket_id, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     ON CONFLICT (platform, tenant, external_key) DO NOTHING
     RETURNING ${COLUMNS}`,
    [
      newId(),
      orgId,
      wanted.platform,
      wanted.tenant,
      wanted.key,
      wanted.channelKey ?? null,
      wanted.kind,
      wanted.userId ?? null,
      wanted.ticketId ?? null,
      wanted.now.toISOString(),
    ],
  );
  const { platform, tenant, key } = wanted;
  const found = made ?? (key === null ? undefined : await findConversationByKey(tx, { platform, tenant, key }));
  if (!found) throw new Error('A conversation that conflicts exists.');
  return found;
}

/** What a conversation is about from now on. */
export async function pointConversation(
  tx: Sql,
  orgId: OrgId,
  conversationId: string,
  to: { readonly userId?: string; readonly sessionId?: string | null; readonly ticketId?: string | null },
): Promise<void> {
  const columns = { user_id: to.userId, session_id: to.sessionId, ticket_id: to.ticketId };
  const given = Object.entries(columns).filter(([, value]) => value !== undefined);
  if (given.length === 0) return;
  const sets = given.map(([name], index) => `${name} = $${index + 3}`).join(', ');
  await tx.run(`UPDATE conversation SET ${sets} WHERE org_id = $1 AND conversation_id = $2`, [
    orgId,
    conversationId,
    ...given.map(([, value]) => value as string | null),
  ]);
}

/**
 * Claims the right to answer a conversation until `until`; the number returned fences later writes. Undefined while
 * somebody else answers it.
 */
export async function claimAnswer(
  tx: Sql,
  orgId: OrgId,
  { conversationId, now, until }: { conversationId: string; now: Date; until: Date },
): Promise<number | undefined> {
  const row = await first<{ answer_fence: number }>(
    tx,
    `UPDATE conversation SET answer_lease_until = $1, answer_fence = answer_fence + 1
     WHERE org_id = $2 AND conversation_id = $3 AND answer_lease_until <= $4 RETURNING answer_fence`,
    [until.toISOString(), orgId, conversationId, now.toISOString()],
  );
  return row?.answer_fence;
}

/** Gives the claim back; false when it was lost meanwhile, and then nothing of this answer may be committed. */
export async function releaseAnswer(tx: Sql, orgId: OrgId, conversationId: string, fence: number): Promise<boolean> {
  const changed = await tx.run(
    `UPDATE conversation SET answer_lease_until = '' WHERE org_id = $1 AND conversation_id = $2 AND answer_fence = $3`,
    [orgId, conversationId, fence],
  );
  return changed === 1;
}

/** Keeps the claim until `until`; false when it was lost meanwhile. */
export async function holdAnswer(
  tx: Sql,
  orgId: OrgId,
  { conversationId, fence, until }: { conversationId: string; fence: number; until: Date },
): Promise<boolean> {
  const changed = await tx.run(
    `UPDATE conversation SET answer_lease_until = $1 WHERE org_id = $2 AND conversation_id = $3 AND answer_fence = $4`,
    [until.toISOString(), orgId, conversationId, fence],
  );
  return changed === 1;
}
