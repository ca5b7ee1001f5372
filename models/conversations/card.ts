import { newId, type OrgId } from '../ids.js';
import { first, type Sql } from '../sql.js';

/** A card somewhere: which version it should show, and which one it was last known to show. */
export interface CardRow {
  readonly card_id: string;
  readonly org_id: string;
  readonly kind: string;
  readonly subject_id: string;
  readonly conversation_id: string;
  readonly message_ref: string | null;
  readonly wanted_version: number;
  readonly shown_version: number;
}

const COLUMNS = 'card_id, org_id, kind, subject_id, conversation_id, message_ref, wanted_version, shown_version';

export function findCard(sql: Sql, orgId: OrgId, cardId: string): Promise<CardRow | undefined> {
  return first(sql, `SELECT ${COLUMNS} FROM card WHERE org_id = $1 AND card_id = $2`, [orgId, cardId]);
}

export function findCardsOf(sql: Sql, orgId: OrgId, subjectId: string): Promise<CardRow[]> {
  return sql.all(`SELECT ${COLUMNS} FROM card WHERE org_id = $1 AND subject_id = $2 ORDER BY card_id`, [
    orgId,
    subjectId,
  ]);
}

/** The card that a platform's message shows. */
export function findCardByMessage(
  sql: Sql,
  orgId: OrgId,
  conversationId: string,
  messageRef: string,
): Promise<CardRow | undefined> {
  return first(sql, `SELECT ${COLUMNS} FROM card WHERE org_id = $1 AND conversation_id = $2 AND message_ref = $3`, [
    orgId,
    conversationId,
    messageRef,
  ]);
}

/** The direct message in which a person has the card of a ticket; undefined where they have none. */
export async function findTicketLine(
  sql: Sql,
  orgId: OrgId,
  ticketId: string,
  userId: string,
): Promise<string | undefined> {
  const row = await first<{ conversation_id: string }>(
    sql,
    `SELECT c.conversation_id FROM card c
     JOIN conversation v ON v.org_id = c.org_id AND v.conversation_id = c.conversation_id
     WHERE c.org_id = $1 AND c.subject_id = $2 AND c.kind = 'ticket' AND v.kind = 'direct' AND v.user_id = $3`,
    [orgId, ticketId, userId],
  );
  return row?.conversation_id;
}

/** Wants a card in a conversation; the one that is there stays. */
export async function addCard(
  tx: Sql,
  orgId: OrgId,
  of: { kind: string; subjectId: string; conversationId: string; version: number; now: Date },
): Promise<CardRow> {
  await tx.run(
    `INSERT INTO card (card_id, org_id, kind, subject_id, conversation_id, wanted_version, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (subject_id, kind, conversation_id) DO NOTHING`,
    [newId(), orgId, of.kind, of.subjectId, of.conversationId, of.version, of.now.toISOString()],
  );
  const row = await first<CardRow>(
    tx,
    `SELECT ${COLUMNS} FROM card WHERE org_id = $1 AND subject_id = $2 AND kind = $3 AND conversation_id = $4`,
    [orgId, of.subjectId, of.kind, of.conversationId],
  );
  if (!row) throw new Error('A card that was just added exists.');
  return row;
}

/** Every card of the subject shall show this version. */
export async function wantVersion(tx: Sql, orgId: OrgId, subjectId: string, version: number): Promise<void> {
  await tx.run('UPDATE card SET wanted_version = $1 WHERE org_id = $2 AND subject_id = $3 AND wanted_version < $1', [
    version,
    orgId,
    subjectId,
  ]);
}

/**
 * The platform shows this version now: in the message it was posted as (`isNew`), or in the one that was updated, unless
 * that one is known to be gone meanwhile. Answers the card as it is then.
 */
export function markShown(
  tx: Sql,
  orgId: OrgId,
  cardId: string,
  shown: { messageRef: string; version: number; isNew: boolean },
): Promise<CardRow | undefined> {
  return first(
    tx,
    `UPDATE card SET message_ref = $1, shown_version = CASE WHEN shown_version < $2 THEN $2 ELSE shown_version END
     WHERE org_id = $3 AND card_id = $4 ${shown.isNew ? '' : 'AND message_ref = $1'} RETURNING ${COLUMNS}`,
    [shown.messageRef, shown.version, orgId, cardId],
  );
}

/** The message is gone: the card is to be posted anew. False when somebody noticed before. */
export async function markGone(tx: Sql, orgId: OrgId, cardId: string, messageRef: string): Promise<boolean> {
  const changed = await tx.run(
    'UPDATE card SET message_ref = NULL, shown_version = 0 WHERE org_id = $1 AND card_id = $2 AND message_ref = $3',
    [orgId, cardId, messageRef],
  );
  return changed === 1;
}

/**
 * A ticket's thread hangs under its card in the thread's channel: from now on it can be written to and found. Whoever
 * spoke there before that was known made a conversation of their own: it gives up the place, and what it had to say is
 * said here. Returns the thread, if any; the ticket's cards elsewhere move no thread.
 */
export async function hangThread(
  tx: Sql,
  orgId: OrgId,
  ticketId: string,
  { channelKey, key }: { channelKey: string; key: string },
): Promise<string | undefined> {
  const thread = await first<{ conversation_id: string; platform: string; tenant: string }>(
    tx,
    `SELECT conversation_id, platform, tenant FROM conversation WHERE org_id = $1 AND channel_key = $2
       AND conversation_id = (SELECT work_conversation_id FROM ticket_work WHERE org_id = $1 AND ticket_id = $3)`,
    [orgId, channelKey, ticketId],
  );
  if (!thread) return undefined;
  const { conversation_id: threadId, platform, tenant } = thread;
  const stray = await first<{ conversation_id: string }>(
    tx,
    `UPDATE conversation SET external_key = NULL WHERE org_id = $1 AND platform = $2 AND tenant = $3
       AND external_key = $4 AND conversation_id <> $5 RETURNING conversation_id`,
    [orgId, platform, tenant, key, threadId],
  );
  if (stray) {
    await tx.run(
      `UPDATE outbox SET conversation_id = $1 WHERE org_id = $2 AND conversation_id = $3 AND state = 'pending'`,
      [threadId, orgId, stray.conversation_id],
    );
  }
  await tx.run('UPDATE conversation SET external_key = $1 WHERE org_id = $2 AND conversation_id = $3', [
    key,
    orgId,
    threadId,
  ]);
  return threadId;
}

/** Cards that show less than they should and have nothing queued that would mend it. */
export function findBehindCardsInAllOrgs(sql: Sql, limit: number): Promise<CardRow[]> {
  return sql.all(
    `/* all orgs: repair serves every organisation */
     SELECT ${COLUMNS} FROM card c WHERE c.wanted_version > c.shown_version AND NOT EXISTS
       (SELECT 1 FROM outbox o WHERE o.org_id = c.org_id AND o.card_id = c.card_id AND o.state <> 'sent') LIMIT $1`,
    [limit],
  );
}

/** How many cards `findBehindCardsInAllOrgs` would find. */
export async function countBehindCardsInAllOrgs(sql: Sql): Promise<number> {
  const row = await first<{ rows: number }>(
    sql,
    `/* all orgs: health of the whole service */
     SELECT CAST(COUNT(*) AS INTEGER) AS rows FROM card c WHERE c.wanted_version > c.shown_version AND NOT EXISTS
       (SELECT 1 FROM outbox o WHERE o.org_id = c.org_id AND o.card_id = c.card_id AND o.state <> 'sent')`,
  );
  return row?.rows ?? 0;
}
