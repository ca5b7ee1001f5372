import { addFile, findFilesOf, storeFile } from '../../../models/conversations/file.js';
import { newId, type OrgId } from '../../../models/ids.js';
import type { Sql } from '../../../models/sql.js';
import { findTicketsOfPeriod } from '../../../models/tickets/ticket-table.js';
import { digestCsvReply } from '../../cards/digests/digest-csv.js';
import type { Reply } from '../../chat/outbound.js';
import type { Period } from '../../rules/digest-due.js';
import { localDate } from '../../rules/local-time.js';
import { rulesOf } from '../organisations/org-settings.js';
import { ticketsCsv } from '../tables/export-table.js';
import { lineTo } from '../telling/tell-person.js';
import { say, type Work } from '../work.js';

/** A file of no more rows. */
const MOST_ROWS = 5_000;

/** A file the desk made, and what is said with it. */
interface MadeFile {
  readonly name: string;
  readonly type: string;
  readonly content: Buffer;
  readonly reply: Reply;
}

/** The tickets that were opened or ended in a period, as a spreadsheet shows them. Reads only. */
export async function digestCsv(
  sql: Sql,
  orgId: OrgId,
  { deptId, period }: { deptId: number | undefined; period: Period },
): Promise<MadeFile> {
  const { zone } = await rulesOf(sql, orgId);
  const found = await findTicketsOfPeriod(sql, orgId, { scope: { deptId }, period, limit: MOST_ROWS + 1 });
  const rows = found.slice(0, MOST_ROWS);
  const [from, to] = [localDate(zone, period.from), localDate(zone, period.to)];
  return {
    name: `tickets-${from}-${to}.csv`,
    type: 'text/csv',
    content: Buffer.from(ticketsCsv(rows)),
    reply: digestCsvReply({ from, to, rows: rows.length, isCut: found.length > MOST_ROWS }),
  };
}

/** Sends a file to a person alone; answers the conversation, or undefined when nobody can reach them. */
export async function sendFile(
  work: Work,
  { userId, file }: { userId: string; file: MadeFile },
): Promise<string | undefined> {
  const { tx, orgId, now } = work;
  const conversationId = await lineTo(work, userId);
  if (!conversationId) return undefined;
  const message = { conversationId, messageRef: `desk:${newId()}` };
  const { name, type, content } = file;
  await addFile(tx, orgId, { ...message, source: 'desk', name, type, bytes: content.length, now });
  const files = await findFilesOf(tx, orgId, message);
  for (const { file_id } of files) await storeFile(tx, orgId, file_id, content);
  const carried = files.map(({ file_id: id, bytes }) => ({ id, name, bytes }));
  await say(work, conversationId, { ...file.reply, files: carried });
  return conversationId;
}
