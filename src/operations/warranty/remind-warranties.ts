import { addCard } from '../../../models/conversations/card.js';
import { markNotices, noticeKey } from '../../../models/due-work/notice.js';
import { snoozeAsset, type WarrantyRow } from '../../../models/warranty/warranty.js';
import { addWarrantyNotice } from '../../../models/warranty/warranty-notice.js';
import { windowsOf } from '../../rules/warranty.js';
import { lineToStewards } from '../telling/line-to-lead.js';
import { showCard, type Work } from '../work.js';
import type { WarrantyTerms } from './warranty-terms.js';

/** Warranties one message speaks of, on as many pages as they need. */
const MOST = 500;
/** Notices that are marked by one statement. */
const MARKED_AT_ONCE = 100;

/**
 * Speaks of these warranties: one message for each window, to the tech contact, else the point of contact, else the
 * triage channel, else an admin. Each window is told once for an asset and an end; the wider ones it has passed are told
 * with it. While nobody can be told, nothing is: it stays due.
 */
export async function remindWarranties(work: Work, rows: readonly WarrantyRow[], terms: WarrantyTerms): Promise<void> {
  if (rows.length === 0) return;
  const conversationId = await lineToStewards(work);
  if (!conversationId) return;
  const reached = rows.flatMap((row) => {
    const windows = windowsOf(row.warranty_end, terms.today, terms.rules);
    const days = windows.at(-1);
    return days === undefined ? [] : [{ row, days, threshold: thresholdOf(row, days), windows }];
  });
  const first = await markAll(
    work,
    reached.flatMap(({ row, threshold, windows }) =>
      [...new Set([threshold, ...windows.map((days) => `warranty.${days}@${row.warranty_end}`)])].map((one) => ({
        subjectId: row.asset_id,
        threshold: one,
      })),
    ),
  );
  const due = reached.filter(({ row, threshold }) => first.has(noticeKey({ subjectId: row.asset_id, threshold })));
  for (const { row } of due) if (row.snoozed_until !== null) await snoozeAsset(work.tx, work.orgId, row.asset_id, null);
  for (const days of new Set(due.map((one) => one.days).sort((a, b) => a - b)))
    await speakOf(work, conversationId, { days, assets: due.filter((one) => one.days === days).map(({ row }) => row) });
}

/** One that was put off is spoken of again by the day it was put off until, whichever window it is in by then. */
function thresholdOf({ warranty_end, snoozed_until }: WarrantyRow, days: number): string {
  return snoozed_until === null
    ? `warranty.${days}@${warranty_end}`
    : `warranty.again@${snoozed_until}@${warranty_end}`;
}

async function markAll(
  { tx, orgId, now }: Work,
  notices: readonly { readonly subjectId: string; readonly threshold: string }[],
): Promise<ReadonlySet<string>> {
  const first = new Set<string>();
  for (let at = 0; at < notices.length; at += MARKED_AT_ONCE)
    for (const key of await markNotices(tx, orgId, notices.slice(at, at + MARKED_AT_ONCE), now)) first.add(key);
  return first;
}

async function speakOf(
  work: Work,
  conversationId: string,
  { days, assets }: { days: number; assets: readonly WarrantyRow[] },
): Promise<void> {
  const { tx, orgId, now } = work;
  for (let at = 0; at < assets.length; at += MOST) {
    const subjectId = await addWarrantyNotice(tx, orgId, { days, assets: assets.slice(at, at + MOST), now });
    await showCard(work, await addCard(tx, orgId, { kind: 'warranty', subjectId, conversationId, version: 1, now }));
  }
}
