import { markNotice } from '../../../models/due-work/notice.js';
import { countUnknownWarranties } from '../../../models/warranty/warranty.js';
import { unknownWarrantiesReply } from '../../cards/warranty/warranty-notices.js';
import { daysAfter } from '../../rules/local-moment.js';
import { OLD_DAYS } from '../../rules/warranty.js';
import { lineToAdmin } from '../telling/line-to-lead.js';
import { say, type Work } from '../work.js';
import type { WarrantyTerms } from './warranty-terms.js';

/** Tells an admin, once, of how many assets nobody can say when their warranty ends, and how many ended long ago. */
export async function tellUnknownWarranties(work: Work, { today }: WarrantyTerms): Promise<void> {
  const { tx, orgId, now } = work;
  const found = await countUnknownWarranties(tx, orgId, { from: daysAfter(today, -OLD_DAYS), today });
  const { missing, unreadable, over, devicesWithoutAsset } = found;
  if (missing + unreadable + over + devicesWithoutAsset === 0) return;
  const line = await lineToAdmin(work);
  if (!line || !(await markNotice(tx, orgId, { subjectId: orgId, threshold: 'warranty.unknown', now }))) return;
  await say(work, line, unknownWarrantiesReply(found));
}
