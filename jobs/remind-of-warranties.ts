import { pageUnwatched, type UnwatchedEnd } from '../models/warranty/unwatched-warranty.js';
import {
  countWarranties,
  findWoken,
  pageWarranties,
  type WarrantyKey,
  type WarrantyRow,
} from '../models/warranty/warranty.js';
import { remindWarranties } from '../src/operations/warranty/remind-warranties.js';
import { noteUnwatched, tellUnwatched } from '../src/operations/warranty/tell-unwatched.js';
import { type WarrantyTerms, warrantyTermsOf } from '../src/operations/warranty/warranty-terms.js';
import { isOpen, nextOpening } from '../src/rules/calendar.js';
import { daysAfter } from '../src/rules/local-moment.js';
import { nextMorning } from '../src/rules/local-time.js';
import { isDay, OLD_DAYS } from '../src/rules/warranty.js';
import { type Look, orgSweepJob } from './org-sweep-job.js';

const PAGE = 1_000;
/** Assets that are marked in one transaction. */
const NOTED_AT_ONCE = 300;

/** Warranties that end: spoken of on the mornings an organisation works. */
export const remindOfWarranties = orgSweepJob({
  name: 'remind-of-warranties',
  sentence: 'Reminds of warranties that end soon or have ended.',
  everyMs: 60_000,
  batch: 10,
  kind: 'warranty',
  async countRows(sql, orgId, now) {
    const terms = await warrantyTermsOf(sql, orgId, now);
    return isOpen(terms.calendar, now) ? countWarranties(sql, orgId, { ...daysOf(terms), today: terms.today }) : 0;
  },
  async lookThrough(look) {
    const { tools, now, signal, sweep, end } = look;
    const { orgId } = sweep;
    const terms = await warrantyTermsOf(tools.database, orgId, now);
    const { calendar, zone } = terms;
    if (!isOpen(calendar, now)) return tools.database.write((tx) => end(tx, nextOpening(calendar, now)));
    const { rows, noDates } = await ending(look, terms);
    await noteAll(look, terms, noDates);
    // What was not reached is looked at again once the lease is over.
    if (signal.aborted) return;
    await tools.commit(orgId, now, async (work) => {
      await remindWarranties(work, rows, terms);
      await tellUnwatched(work, terms);
      await end(work.tx, nextOpening(calendar, nextMorning(zone, now)));
    });
  },
});

/** The first and the last day on which a warranty may end that is spoken of. */
function daysOf({ rules, today }: WarrantyTerms): { readonly from: string; readonly to: string } {
  return { from: daysAfter(today, -OLD_DAYS), to: daysAfter(today, Math.max(0, ...rules.windows)) };
}

/**
 * Those within the widest window, and those that were put off until today; not what is put off for longer. `noDates`: ends
 * that look like a day and are none.
 */
async function ending(
  { tools: { database }, sweep: { orgId }, signal, report }: Look,
  terms: WarrantyTerms,
): Promise<{ readonly rows: readonly WarrantyRow[]; readonly noDates: readonly UnwatchedEnd[] }> {
  const { today } = terms;
  const found = new Map<string, WarrantyRow>();
  const noDates: UnwatchedEnd[] = [];
  for (const row of await findWoken(database, orgId, today, PAGE)) found.set(row.asset_id, row);
  const { from, to } = daysOf(terms);
  let after: WarrantyKey = { warranty_end: from, asset_id: '' };
  for (;;) {
    const page = await pageWarranties(database, orgId, { to, today, after, limit: PAGE });
    for (const row of page) {
      const { asset_id, warranty_end: unwatched_end, snoozed_until } = row;
      if (!isDay(unwatched_end)) noDates.push({ asset_id, unwatched_end });
      else if (snoozed_until === null || snoozed_until <= today) found.set(asset_id, row);
    }
    report(page.length);
    const last = page.at(-1);
    if (!last || page.length < PAGE || signal.aborted) return { rows: [...found.values()], noDates };
    after = last;
  }
}

/** Marks what nobody can watch, a page at a time: a whole inventory may come without dates. */
async function noteAll(
  { tools, now, sweep: { orgId }, signal }: Look,
  terms: WarrantyTerms,
  noDates: readonly UnwatchedEnd[],
): Promise<void> {
  const note = (page: readonly UnwatchedEnd[]) => tools.commit(orgId, now, (work) => noteUnwatched(work, page));
  for (let at = 0; at < noDates.length; at += NOTED_AT_ONCE) await note(noDates.slice(at, at + NOTED_AT_ONCE));
  const { from } = daysOf(terms);
  for (let after = ''; !signal.aborted; ) {
    const page = await pageUnwatched(tools.database, orgId, { today: terms.today, from, after, limit: NOTED_AT_ONCE });
    if (page.length > 0) await note(page);
    const last = page.at(-1);
    if (!last || page.length < NOTED_AT_ONCE) return;
    after = last.asset_id;
  }
}
