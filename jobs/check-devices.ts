import { countUnseen, pageUnseen, type SeenKey } from '../models/devices/device-state.js';
import { askNewOwners } from '../src/operations/devices/ask-new-owners.js';
import { askSome } from '../src/operations/devices/decide-import.js';
import { feedsOf } from '../src/operations/devices/feeds.js';
import { markUnseen, wakeAsks } from '../src/operations/devices/mark-unseen.js';
import { type StaleTerms, staleTermsOf } from '../src/operations/devices/stale-terms.js';
import { tellSilentFeeds } from '../src/operations/devices/tell-silent-feeds.js';
import { isStill, type Verdict, verdictOn } from '../src/operations/devices/verdict.js';
import { firstStageDays } from '../src/rules/staleness.js';
import { type Look, orgSweepJob } from './org-sweep-job.js';

/** An organisation is looked through this often, ms; days are what counts. */
const EVERY_MS = 3_600_000;
const PAGE = 1_000;
/** Devices that are marked in one transaction. */
const MARKED_AT_ONCE = 100;
const DAY = 86_400_000;

/** Devices nobody has seen for long: marks what each has come to, and makes due what follows from it. */
export const checkDevices = orgSweepJob({
  name: 'check-devices',
  sentence: 'Looks for devices that have not been seen for a long time.',
  everyMs: 60_000,
  batch: 5,
  kind: 'devices',
  async countRows(sql, orgId, now) {
    const before = unseenBefore(await staleTermsOf(sql, orgId, now));
    return before === undefined ? 0 : countUnseen(sql, orgId, before);
  },
  async lookThrough(look) {
    const { tools, now, signal, sweep, end } = look;
    const { orgId } = sweep;
    const terms = await staleTermsOf(tools.database, orgId, now);
    const found = await findUnseen(look, terms);
    // What was not reached is looked at again once the lease is over.
    if (signal.aborted) return;
    await tools.commit(orgId, now, async (work) => {
      await wakeAsks(work, found.waiting);
      await askNewOwners(work);
      await askSome(work);
      await tellSilentFeeds(work, { sources: [...found.silent], days: terms.rules.feed });
      await end(work.tx, new Date(now.getTime() + EVERY_MS));
    });
  },
});

/** `silent`: sources of unseen devices that report nothing; `waiting`: people who are still to be asked. */
interface Found {
  readonly silent: ReadonlySet<string>;
  readonly waiting: readonly string[];
}

/** Whoever was seen later than this has reached no stage; undefined where there is none. */
function unseenBefore({ rules, now }: StaleTerms): string | undefined {
  const youngest = firstStageDays(rules);
  return youngest === undefined ? undefined : new Date(now.getTime() - youngest * DAY).toISOString();
}

async function findUnseen({ tools, now, signal, sweep, report }: Look, terms: StaleTerms): Promise<Found> {
  const { database } = tools;
  const { orgId, firstAt } = sweep;
  const silent = new Set<string>();
  const waiting: string[] = [];
  const before = unseenBefore(terms);
  if (before === undefined) return { silent, waiting };
  const isReporting = feedsOf(database, orgId, terms);
  let after: SeenKey = { last_seen_at: '', asset_tag: '' };
  let verdicts: Verdict[] = [];
  const mark = async () => {
    const marked = verdicts;
    verdicts = [];
    if (marked.length > 0) await tools.commit(orgId, now, (work) => markUnseen(work, marked));
  };
  for (;;) {
    const page = await pageUnseen(database, orgId, { before, after, limit: PAGE });
    for (const device of page) {
      const verdict = verdictOn(device, terms, firstAt);
      if (!verdict) {
        if (device.ask === 'wanted' && device.assigned_user_id !== null && isStill(device, terms))
          waiting.push(device.assigned_user_id);
      } else if (await isReporting(device.source)) verdicts.push(verdict);
      else silent.add(device.source);
      if (verdicts.length === MARKED_AT_ONCE) await mark();
    }
    await mark();
    report(page.length);
    const last = page.at(-1);
    if (!last || page.length < PAGE || signal.aborted) return { silent, waiting };
    after = last;
  }
}
