import { z } from 'zod';
import { readSetting, writeSetting } from '../../../models/organisations/org-setting.js';
import {
  countLooseDevices,
  findUnwatched,
  markUnwatched,
  type UnwatchedEnd,
  type UnwatchedWhy,
} from '../../../models/warranty/unwatched-warranty.js';
import { unwatchedWarrantiesReply } from '../../cards/warranty/warranty-notices.js';
import { isDay } from '../../rules/warranty.js';
import { lineToAdmin } from '../telling/line-to-lead.js';
import { say, type Work } from '../work.js';
import type { WarrantyTerms } from './warranty-terms.js';

/** Until when what was found was told of, UTC ISO 8601, and how many devices without an asset there were. */
const toldSchema = z.strictObject({ until: z.string(), loose: z.number().int() });
const TOLD = 'told.unwatched';

/** Marks warranties that nobody can watch: each is told of once, by its end as it is written. */
export async function noteUnwatched(work: Work, found: readonly UnwatchedEnd[]): Promise<void> {
  const { tx, orgId } = work;
  const why = ({ unwatched_end: end }: UnwatchedEnd): UnwatchedWhy => {
    if (end === '') return 'missing';
    return isDay(end) ? 'over' : 'unreadable';
  };
  await markUnwatched(
    tx,
    orgId,
    found.map((one) => ({ ...one, why: why(one) })),
    await momentAfter(work),
  );
}

/** Tells an admin in one message of what came since the last, of warranties nobody can watch; while none can be told, later. */
export async function tellUnwatched(work: Work, { today }: WarrantyTerms): Promise<void> {
  const { tx, orgId, now } = work;
  const told = await readSetting(tx, orgId, TOLD, toldSchema);
  const groups = await findUnwatched(tx, orgId, { today, since: told?.until ?? '' });
  const loose = await countLooseDevices(tx, orgId);
  const more = loose - (told?.loose ?? 0);
  if (groups.length === 0 && more === 0) return;
  if (groups.length > 0 || more > 0) {
    const line = await lineToAdmin(work);
    if (!line) return;
    await say(work, line, unwatchedWarrantiesReply({ groups, loose: Math.max(0, more), isFirst: !told }));
  }
  await writeSetting(tx, orgId, TOLD, { until: (await momentAfter(work)).toISOString(), loose }, now);
}

/** Now; but behind what was told of, whatever the clock of the machine says by then. */
async function momentAfter({ tx, orgId, now }: Work): Promise<Date> {
  const told = await readSetting(tx, orgId, TOLD, toldSchema);
  return told && Date.parse(told.until) >= now.getTime() ? new Date(Date.parse(told.until) + 1) : now;
}
