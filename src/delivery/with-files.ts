import { type FileSource, findFileSource, markFileGone, storeFile } from '../../models/conversations/file.js';
import type { OrgId } from '../../models/ids.js';
import { fileLine } from '../chat/file-line.js';
import { type Reply, type ReplyFile, SendError } from '../chat/outbound.js';
import { type Span, spans } from '../chat/text.js';
import type { Delivery } from './deliver-next.js';
import { linkTo } from './file-link.js';
import { within } from './within.js';

/** Larger files are named and not carried. */
const MOST_FILE_BYTES = 20_000_000;

/**
 * A reply with a line for each of its files, below its words. What is in a file was fetched by then from the platform it
 * was sent on, and its line links to it; without an address of the desk for links, and for what cannot be had, the line
 * only names it. Rejects with `SendError` while that platform cannot be asked.
 */
export async function withFiles(delivery: Delivery, orgId: OrgId, { files, ...reply }: Reply): Promise<Reply> {
  if (!files || files.length === 0) return reply;
  const lines: Span[] = [];
  for (const file of files) lines.push('\n', ...fileLine({ ...file, url: await linkOf(delivery, orgId, file) }));
  return { ...reply, text: [...spans(reply.text), ...lines] };
}

async function linkOf(delivery: Delivery, orgId: OrgId, { id }: ReplyFile): Promise<string | undefined> {
  const { database, publicUrl } = delivery;
  if (publicUrl === undefined) return undefined;
  const file = await findFileSource(database, orgId, id);
  if (!file || !(await isStored(delivery, orgId, file))) return undefined;
  return linkTo(publicUrl, file);
}

async function isStored(delivery: Delivery, orgId: OrgId, file: FileSource): Promise<boolean> {
  if (file.state !== 'waiting') return file.state === 'stored';
  const { database, platforms, waits } = delivery;
  const platform = platforms.get(file.platform);
  const content =
    platform && file.bytes <= MOST_FILE_BYTES
      ? await within(waits.callMs, () => platform.download(file.tenant, file.source, MOST_FILE_BYTES)).catch(unlessGone)
      : undefined;
  await database.write((tx) =>
    content ? storeFile(tx, orgId, file.file_id, content) : markFileGone(tx, orgId, file.file_id),
  );
  return content !== undefined;
}

const later: ReadonlySet<string> = new Set(['rate_limited', 'unavailable', 'uncertain']);

/** Nothing was asked for that could come twice: what may get better is tried again, everything else is gone. */
function unlessGone(error: unknown): undefined {
  if (error instanceof SendError && !later.has(error.failure)) return undefined;
  throw error;
}
