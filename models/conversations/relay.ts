import { newId, type OrgId } from '../ids.js';
import { first, type Sql } from '../sql.js';

/** A word in a ticket's conversation and the copy of it that left for the other side. */
export interface RelayRow {
  readonly relay_id: string;
  readonly ticket_id: string;
  readonly conversation_id: string;
  readonly message_id: string;
  /** The outbox row that carried the copy. */
  readonly outbox_id: string;
  /** The outbox row of the mark that says who reads it. */
  readonly mark_id: string | null;
  readonly recalled_at: string | null;
}

export async function addRelay(
  tx: Sql,
  orgId: OrgId,
  of: {
    ticketId: string;
    conversationId: string;
    messageRef: string;
    messageId: string;
    outboxId: string;
    markId: string | null;
  },
): Promise<void> {
  const added = await tx.run(
    `INSERT INTO relay
       (relay_id, org_id, ticket_id, conversation_id, message_ref, message_id, outbox_id, mark_id, session_id)
     SELECT $1, $2, $3, $4, $5, $6, $7, $8, session_id FROM messages JOIN sessions USING (session_id)
     WHERE org_id = $2 AND message_id = $6`,
    [newId(), orgId, of.ticketId, of.conversationId, of.messageRef, of.messageId, of.outboxId, of.markId],
  );
  if (added !== 1) throw new Error('A relayed word belongs to its organisation.');
}

/** The copy of a platform's message, if one left. */
export function findRelay(
  sql: Sql,
  orgId: OrgId,
  conversationId: string,
  messageRef: string,
): Promise<RelayRow | undefined> {
  return first(
    sql,
    `SELECT relay_id, ticket_id, conversation_id, message_id, outbox_id, mark_id, recalled_at FROM relay
     WHERE org_id = $1 AND conversation_id = $2 AND message_ref = $3`,
    [orgId, conversationId, messageRef],
  );
}

/** Recalls it; true the first time only. */
export async function markRecalled(tx: Sql, orgId: OrgId, relayId: string, now: Date): Promise<boolean> {
  const changed = await tx.run(
    'UPDATE relay SET recalled_at = $1 WHERE org_id = $2 AND relay_id = $3 AND recalled_at IS NULL',
    [now.toISOString(), orgId, relayId],
  );
  return changed === 1;
}
