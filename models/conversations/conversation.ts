import { newId, type OrgId } from '../ids.js';
import { first, type Sql } from '../sql.js';

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

export const CONVERSATION_COLUMNS =
  'conversation_id, org_id, platform, tenant, external_key, channel_key, kind, user_id, session_id, ticket_id';

/** The conversation a platform calls by this key. */
export function findConversationByKey(
  sql: Sql,
  { platform, tenant, key }: { platform: string; tenant: string; key: string },
): Promise<ConversationRow | undefined> {
  return first(
    sql,
    `SELECT ${CONVERSATION_COLUMNS} FROM conversation WHERE platform = $1 AND tenant = $2 AND external_key = $3`,
    [platform, tenant, key],
  );
}

export function findConversation(sql: Sql, orgId: OrgId, conversationId: string): Promise<ConversationRow | undefined> {
  return first(sql, `SELECT ${CONVERSATION_COLUMNS} FROM conversation WHERE org_id = $1 AND conversation_id = $2`, [
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
     RETURNING ${CONVERSATION_COLUMNS}`,
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

/** The conversation of a channel, by the name its platform has for it; made when there is none. */
export function ensureChannel(
  tx: Sql,
  orgId: OrgId,
  {
    platform,
    tenant,
    conversation: key,
  }: { readonly platform: string; readonly tenant: string; readonly conversation: string },
  now: Date,
): Promise<ConversationRow> {
  return ensureConversation(tx, orgId, { platform, tenant, key, channelKey: key, kind: 'channel', now });
}

/** The thread in a channel where techs work on a ticket: one that is nobody's talk with the desk. */
export function findWorkThread(
  sql: Sql,
  orgId: OrgId,
  { platform, tenant, channelKey, ticketId }: Record<'platform' | 'tenant' | 'channelKey' | 'ticketId', string>,
): Promise<ConversationRow | undefined> {
  return first(
    sql,
    `SELECT ${CONVERSATION_COLUMNS} FROM conversation WHERE org_id = $1 AND ticket_id = $2 AND platform = $3 AND tenant = $4
       AND channel_key = $5 AND kind = 'thread' AND user_id IS NULL ORDER BY conversation_id LIMIT 1`,
    [orgId, ticketId, platform, tenant, channelKey],
  );
}

/** Whether techs work on a ticket there. It stays so when the ticket goes on in the thread of another channel. */
export function isWorkThread({ kind, user_id, ticket_id }: ConversationRow): boolean {
  return kind === 'thread' && user_id === null && ticket_id !== null;
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
