import type { OrgSweep } from '../models/due-work/org-sweep.js';
import { findWoken, pageWarranties, type WarrantyKey, type WarrantyRow } from '../models/warranty/warranty.js';
import { remindWarranties } from '../src/operations/warranty/remind-warranties.js';
import { tellUnknownWarranties } from '../src/operations/warranty/tell-unknown.js';
import { type WarrantyTerms, warrantyTermsOf } from '../src/operations/warranty/warranty-terms.js';
import { isOpen, nextOpening } from '../src/rules/calendar.js';
import { daysAfter } from '../src/rules/local-moment.js';
import { nextMorning } from '../src/rules/local-time.js';
import { isDay, OLD_DAYS } from '../src/rules/warranty.js';
import type { Report } from './job.js';
import { orgSweepJob } from './org-sweep-job.js';
import type { DueTools } from './tools.js';

const PAGE = 1_000;

/** Warranties that end: spoken of on the mornings an organisation works. */
export const remindOfWarranties = orgSweepJob({
  name: 'remind-of-warranties',
  sentence: 'Reminds of warranties that end soon or have ended.',
  everyMs: 60_000,
  batch: 10,
  kind: 'warranty',
  async lookThrough({ tools, now, sweep, end, report }) {
    const { orgId } = sweep;
    const terms = await warrantyTermsOf(tools.database, orgId, now);
    const { calendar, zone } = terms;
    if (!isOpen(calendar, now)) return tools.database.write((tx) => end(tx, nextOpening(calendar, now)));
    const rows = await ending(tools, sweep, terms, report);
    await tools.commit(orgId, now, async (work) => {
      await remindWarranties(work, rows, terms);
      await tellUnknownWarranties(work, terms);
      await end(work.tx, nextOpening(calendar, nextMorning(zone, now)));
    });
  },
});

/** Those within the widest window, and those that were put off until today; not what is put off for longer. */
async function ending({ database }: DueTools, { orgId }: OrgSweep, { rules, today }: WarrantyTerms, report: Report) {
  const found = new Map<string, WarrantyRow>();
  for (const row of await findWoken(database, orgId, today, PAGE)) found.set(row.asset_id, row);
  const to = daysAfter(today, Math.max(0, ...rules.windows));
  let after: WarrantyKey = { warranty_end: daysAfter(today, -OLD_DAYS), asset_id: '' };
  for (;;) {
    const page = await pageWarranties(database, orgId, { to, today, after, limit: PAGE });
    for (const row of page)
      if (isDay(row.warranty_end) && (row.snoozed_until === null || row.snoozed_until <= today))
        found.set(row.asset_id, row);
    report(page.length);
    const last = page.at(-1);
    if (!last || page.length < PAGE) return [...found.values()];
    after = last;
  }
}
