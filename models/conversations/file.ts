import { randomBytes } from 'node:crypto';
import { newId, type OrgId } from '../ids.js';
import { first, type Sql } from '../sql.js';

/** A file that came with words somebody wrote. */
export interface FileRow {
  readonly file_id: string;
  readonly org_id: string;
  readonly conversation_id: string;
  readonly source: string;
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
  readonly token: string;
  /** `gone`: it cannot be had, or is too large to be kept. */
  readonly state: 'waiting' | 'stored' | 'gone';
}

/** Where a file's content is to be fetched. */
export interface FileSource extends FileRow {
  readonly platform: string;
  readonly tenant: string;
}

const COLUMNS = 'f.file_id, f.org_id, f.conversation_id, f.source, f.name, f.type, f.bytes, f.token, f.state';
/** Base64 characters a row, a multiple of four. */
const PART = 400_000;

/** Remembers a file of a message; nothing of it is fetched yet. Repeating it changes nothing. */
export async function addFile(
  tx: Sql,
  orgId: OrgId,
  of: {
    readonly conversationId: string;
    readonly messageRef: string;
    readonly source: string;
    readonly name: string;
    readonly type: string;
    readonly bytes: number;
    readonly now: Date;
  },
): Promise<void> {
  const token = randomBytes(24).toString('base64url');
  await tx.run(
    `INSERT INTO file (file_id, org_id, conversation_id, message_ref, source, name, type, bytes, token, state, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'waiting', $10)
     ON CONFLICT (conversation_id, message_ref, source) DO NOTHING`,
    [
      newId(),
      orgId,
      of.conversationId,
      of.messageRef,
      of.source,
      of.name,
      of.type,
      of.bytes,
      token,
      of.now.toISOString(),
    ],
  );
}

/** The files of one message, in the order they were sent. */
export function findFilesOf(
  sql: Sql,
  orgId: OrgId,
  { conversationId, messageRef }: { readonly conversationId: string; readonly messageRef: string },
): Promise<FileRow[]> {
  return sql.all(
    `SELECT ${COLUMNS} FROM file f
     WHERE f.org_id = $1 AND f.conversation_id = $2 AND f.message_ref = $3 ORDER BY f.file_id`,
    [orgId, conversationId, messageRef],
  );
}

/** The files that came while a session was talked over; what the desk made itself is none of them. */
export function findFilesOfSession(sql: Sql, orgId: OrgId, sessionId: string, limit = 20): Promise<FileRow[]> {
  return sql.all(
    `SELECT ${COLUMNS} FROM sessions s
     JOIN session_work w ON w.org_id = s.org_id AND w.session_id = s.session_id
     JOIN file f ON f.org_id = w.org_id AND f.conversation_id = w.conversation_id AND f.created_at >= s.created_at
       AND f.source <> 'desk'
     WHERE s.org_id = $1 AND s.session_id = $2 ORDER BY f.file_id LIMIT $3`,
    [orgId, sessionId, limit],
  );
}

/** A file, with the platform that has its content. */
export function findFileSource(sql: Sql, orgId: OrgId, fileId: string): Promise<FileSource | undefined> {
  return first(
    sql,
    `SELECT ${COLUMNS}, c.platform, c.tenant FROM file f
     JOIN conversation c ON c.org_id = f.org_id AND c.conversation_id = f.conversation_id
     WHERE f.org_id = $1 AND f.file_id = $2`,
    [orgId, fileId],
  );
}

/** The file whose link holds this token, if it was fetched. */
export function findFileByTokenInAnyOrg(sql: Sql, token: string): Promise<FileRow | undefined> {
  return first(
    sql,
    `/* all orgs: the token is what says which one */
     SELECT ${COLUMNS} FROM file f WHERE f.token = $1 AND f.state = 'stored'`,
    [token],
  );
}

/** Stores what is in a file that waits. */
export async function storeFile(tx: Sql, orgId: OrgId, fileId: string, content: Buffer): Promise<void> {
  const isMine = await tx.run(
    "UPDATE file SET state = 'stored', bytes = $1 WHERE org_id = $2 AND file_id = $3 AND state = 'waiting'",
    [content.length, orgId, fileId],
  );
  if (isMine !== 1) return;
  const text = content.toString('base64');
  for (let at = 0, position = 0; at < text.length; at += PART, position += 1)
    await tx.run('INSERT INTO file_part (file_id, org_id, position, content) VALUES ($1, $2, $3, $4)', [
      fileId,
      orgId,
      position,
      text.slice(at, at + PART),
    ]);
}

/** It cannot be had, and is not asked for again. */
export async function markFileGone(tx: Sql, orgId: OrgId, fileId: string): Promise<void> {
  await tx.run("UPDATE file SET state = 'gone' WHERE org_id = $1 AND file_id = $2", [orgId, fileId]);
}

/** What is in a file, part by part, so that no more than one is in memory. */
export async function* readFile(sql: Sql, orgId: OrgId, fileId: string): AsyncGenerator<Buffer> {
  for (let position = 0; ; position += 1) {
    const part = await first<{ content: string }>(
      sql,
      'SELECT content FROM file_part WHERE org_id = $1 AND file_id = $2 AND position = $3',
      [orgId, fileId, position],
    );
    if (!part) return;
    yield Buffer.from(part.content, 'base64');
  }
}

/** Its message was taken back: its link opens nothing any more. */
export async function forgetFilesOf(
  tx: Sql,
  orgId: OrgId,
  of: { readonly conversationId: string; readonly messageRef: string },
): Promise<void> {
  for (const { file_id } of await findFilesOf(tx, orgId, of)) {
    await tx.run('DELETE FROM file_part WHERE org_id = $1 AND file_id = $2', [orgId, file_id]);
    await tx.run('DELETE FROM file WHERE org_id = $1 AND file_id = $2', [orgId, file_id]);
  }
}

/** Forgets files kept since before a time. Answers how many. */
export async function forgetFilesInAllOrgs(tx: Sql, before: Date, limit: number): Promise<number> {
  const old = await tx.all<{ file_id: string }>(
    `/* all orgs: files are kept so long and no longer */
     SELECT file_id FROM file WHERE created_at < $1 ORDER BY created_at LIMIT $2`,
    [before.toISOString(), limit],
  );
  for (const { file_id } of old) {
    await tx.run('/* all orgs: by its id */ DELETE FROM file_part WHERE file_id = $1', [file_id]);
    await tx.run('/* all orgs: by its id */ DELETE FROM file WHERE file_id = $1', [file_id]);
  }
  return old.length;
}
