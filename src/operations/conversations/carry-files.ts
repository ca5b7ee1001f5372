import { addFile, type FileRow, findFilesOf, findFilesOfSession } from '../../../models/conversations/file.js';
import type { FileRef } from '../../chat/inbound.js';
import type { ReplyFile } from '../../chat/outbound.js';
import type { Work } from '../work.js';

interface MessageOf {
  readonly conversationId: string;
  readonly messageRef: string;
}

/** Files of one message beyond these are not kept. */
const MOST = 10;

/** Remembers the files that came with somebody's words, so that whoever gets the words can get them. */
export async function keepFiles(work: Work, message: MessageOf, files: readonly FileRef[]): Promise<void> {
  for (const { id: source, name, type, bytes } of files.slice(0, MOST))
    await addFile(work.tx, work.orgId, { ...message, source, name, type, bytes, now: work.now });
}

/** The files of a message, as a copy of its words carries them. */
export async function filesOf(work: Work, message: MessageOf): Promise<{ readonly files?: readonly ReplyFile[] }> {
  return carried(await findFilesOf(work.tx, work.orgId, message));
}

/** The files that came with a session's words. */
export async function filesOfSession(
  work: Work,
  sessionId: string,
): Promise<{ readonly files?: readonly ReplyFile[] }> {
  return carried(await findFilesOfSession(work.tx, work.orgId, sessionId));
}

function carried(rows: readonly FileRow[]): { readonly files?: readonly ReplyFile[] } {
  const files = rows.map(({ file_id: id, name, bytes }) => ({ id, name, bytes }));
  return files.length > 0 ? { files } : {};
}
