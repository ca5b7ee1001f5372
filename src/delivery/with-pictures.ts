import { addFile, type FileRow, findFilesOf, storeFile } from '../../models/conversations/file.js';
import { type OrgId, orgIdOf } from '../../models/ids.js';
import type { OutboxRow } from '../../models/outbox/outbox.js';
import type { CardPart, Chart } from '../chat/card.js';
import type { Reply } from '../chat/outbound.js';
import type { Delivery } from './deliver-next.js';
import { CHART_TYPE } from './drawn-file.js';
import { linkTo } from './file-link.js';

/**
 * A reply whose charts have pictures too, for clients that draw none: what is drawn is kept and linked as all files are, and
 * becomes a PNG when somebody fetches it, which most never do. Only where the desk has an https address, as platforms fetch
 * pictures from no other.
 */
export async function withPictures(delivery: Delivery, row: OutboxRow, reply: Reply): Promise<Reply> {
  const { card } = reply;
  const { publicUrl } = delivery;
  if (!publicUrl?.startsWith('https:') || !card?.parts.some(({ kind }) => kind === 'chart')) return reply;
  const parts: CardPart[] = [];
  for (const [at, part] of card.parts.entries())
    parts.push(part.kind === 'chart' ? await pictured(delivery, publicUrl, { row, chart: part, at }) : part);
  return { ...reply, card: { ...card, parts } };
}

interface Of {
  readonly row: OutboxRow;
  readonly chart: Chart;
  readonly at: number;
}

async function pictured(delivery: Delivery, publicUrl: string, of: Of): Promise<Chart> {
  const file = await fileOf(delivery, orgIdOf(of.row), of);
  return file ? { ...of.chart, picture: linkTo(publicUrl, file) } : of.chart;
}

/** The file of the chart; one that was made when the row was tried before is the same. */
async function fileOf(
  { database, clock }: Delivery,
  orgId: OrgId,
  { row, chart, at }: Of,
): Promise<FileRow | undefined> {
  const message = { conversationId: row.conversation_id, messageRef: `desk:${row.outbox_id}:${at}` };
  const [kept] = await findFilesOf(database, orgId, message);
  if (kept) return kept.state === 'stored' ? kept : undefined;
  const content = Buffer.from(JSON.stringify(chart));
  return database.write(async (tx) => {
    const file = { source: 'desk', name: 'chart.png', type: CHART_TYPE, bytes: content.length, now: clock() };
    await addFile(tx, orgId, { ...message, ...file });
    const [made] = await findFilesOf(tx, orgId, message);
    if (made) await storeFile(tx, orgId, made.file_id, content);
    return made;
  });
}
