import type { OrgId } from '../../../models/ids.js';
import type { Sql } from '../../../models/sql.js';
import { findDevicesOfAsset } from '../../../models/warranty/warranty.js';
import { countWarrantyItems, findWarrantyItems, findWarrantyNotice } from '../../../models/warranty/warranty-notice.js';
import { WARRANTIES_A_PAGE, type WarrantyView } from '../../cards/warranty/warranty-card.js';
import { warrantyTermsOf } from './warranty-terms.js';

/** More devices than a card names; the others are counted. */
const MOST = 50;

/** A message about warranties with all that its card shows. */
export async function findWarrantyView(
  sql: Sql,
  orgId: OrgId,
  noticeId: string,
  now: Date,
): Promise<WarrantyView | undefined> {
  const notice = await findWarrantyNotice(sql, orgId, noticeId);
  if (!notice) return undefined;
  const { rules, today } = await warrantyTermsOf(sql, orgId, now);
  const from = notice.page * WARRANTIES_A_PAGE;
  const items = await findWarrantyItems(sql, orgId, noticeId, { from, limit: WARRANTIES_A_PAGE });
  const withDevices: WarrantyView['items'][number][] = [];
  for (const item of items)
    withDevices.push({ ...item, devices: await findDevicesOfAsset(sql, orgId, item.asset_id, MOST) });
  const counts = await countWarrantyItems(sql, orgId, noticeId);
  return { notice, counts, items: withDevices, snoozeDays: rules.snooze, today };
}
