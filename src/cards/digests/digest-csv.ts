import type { Reply } from '../../chat/outbound.js';
import { day } from '../moment.js';
import { words } from '../wording/index.js';

/** What is said with the file of a period's tickets; dates are `YYYY-MM-DD`. */
export function digestCsvReply(of: { from: string; to: string; rows: number; isCut: boolean }): Reply {
  const { csvText, csvCut } = words.digests.commands;
  const text = csvText(day(of.from), day(of.to), of.rows);
  return { text: of.isCut ? `${text} ${csvCut(of.rows)}` : text };
}
