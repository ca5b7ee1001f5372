import { newId, type OrgId } from '../ids.js';
import { type Citation, citationsJson } from '../json.js';
import type { MessageRole } from '../message.js';
import { first, type Sql } from '../sql.js';

/** A word of a session, as it is added. */
export interface NewMessage {
  readonly role: MessageRole;
  readonly content: string;
  readonly citations?: readonly Citation[];
}

/** Adds a word to a session of this organisation; returns its id. Fails when the session is not of this organisation. */
export async function addMessage(
  tx: Sql,
  orgId: OrgId,
  { sessionId, now, ...word }: NewMessage & { readonly sessionId: string; readonly now: Date },
): Promise<string> {
  const [id] = await addMessages(tx, orgId, { sessionId, words: [word], now });
  return id as string;
}

/** Adds words to a session of this organisation, in this order; returns their ids. Fails as `addMessage` does. */
export async function addMessages(
  tx: Sql,
  orgId: OrgId,
  { sessionId, words, now }: { sessionId: string; words: readonly NewMessage[]; now: Date },
): Promise<readonly string[]> {
  if (words.length === 0) return [];
  const ids = words.map(newId);
  const rows = words.map(({ role, content, citations = [] }, at) => [
    ids[at] as string,
    role,
    content,
    citationsJson.write([...citations]),
  ]);
  const places = rows.map((_, at) => `($${at * 4 + 4}, $${at * 4 + 5}, $${at * 4 + 6}, $${at * 4 + 7})`).join(', ');
  const added = await tx.run(
    `INSERT INTO messages (message_id, session_id, role, content, citations_json, created_at)
     WITH word (message_id, role, content, citations_json) AS (VALUES ${places})
     SELECT message_id, session_id, role, content, citations_json, $3 FROM sessions CROSS JOIN word
     WHERE org_id = $1 AND session_id = $2`,
    [orgId, sessionId, now.toISOString(), ...rows.flat()],
  );
  if (added !== words.length) throw new Error('A message belongs to a session of its organisation.');
  return ids;
}

/** Remembers which platform message a word came from; the first word of a message is the one that is remembered. */
export async function addMessageSource(
  tx: Sql,
  orgId: OrgId,
  of: { messageId: string; conversationId: string; messageRef: string },
): Promise<void> {
  await tx.run(
    `INSERT INTO message_source (message_id, org_id, session_id, conversation_id, message_ref)
     SELECT message_id, org_id, session_id, $3, $4 FROM messages JOIN sessions USING (session_id)
     WHERE org_id = $2 AND message_id = $1
     ON CONFLICT DO NOTHING`,
    [of.messageId, orgId, of.conversationId, of.messageRef],
  );
}

/** The word a platform message became, and the session it is kept in. */
export function findMessageBySource(
  sql: Sql,
  orgId: OrgId,
  conversationId: string,
  messageRef: string,
): Promise<{ message_id: string; session_id: string; content: string } | undefined> {
  return first(
    sql,
    `SELECT m.message_id, m.session_id, m.content FROM message_source s JOIN messages m USING (message_id)
     WHERE s.org_id = $1 AND s.conversation_id = $2 AND s.message_ref = $3`,
    [orgId, conversationId, messageRef],
  );
}

/** What a person said in a session after `since`, oldest first. */
export function findWordsSince(
  sql: Sql,
  orgId: OrgId,
  sessionId: string,
  since: string,
): Promise<{ message_id: string; content: string }[]> {
  return sql.all(
    `SELECT m.message_id, m.content FROM messages m JOIN sessions s USING (session_id)
     WHERE s.org_id = $1 AND m.session_id = $2 AND m.role = 'user' AND m.created_at > $3 ORDER BY m.message_id`,
    [orgId, sessionId, since],
  );
}

/** Changes the words of a message that was edited. */
export async function editMessage(tx: Sql, orgId: OrgId, messageId: string, content: string): Promise<void> {
  await tx.run(
    `UPDATE messages SET content = $1 WHERE message_id = $2 AND EXISTS
       (SELECT 1 FROM sessions s WHERE s.session_id = messages.session_id AND s.org_id = $3)`,
    [content, messageId, orgId],
  );
}
