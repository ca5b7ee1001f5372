import { type DeviceRow, findDevicesOf } from '../../../models/devices/device-facts.js';
import type { OrgId } from '../../../models/ids.js';
import type { Sql } from '../../../models/sql.js';
import { localDate } from '../../rules/local-time.js';
import { rulesOf } from '../organisations/org-settings.js';

/**
 * The devices assigned to a person, in the order of their tags. One whose asset is retired is left out from that day on,
 * not while that is only planned.
 */
export async function devicesOf(
  sql: Sql,
  orgId: OrgId,
  userId: string,
  { now, limit = 20 }: { readonly now: Date; readonly limit?: number },
): Promise<readonly DeviceRow[]> {
  // What was retired before today in UTC is retired in every zone; only of the rest the organisation's own day decides.
  const found = await findDevicesOf(sql, orgId, { userId, from: localDate('UTC', now), limit });
  if (found.every(({ date_retired }) => date_retired === null)) return found;
  const { zone } = await rulesOf(sql, orgId);
  const today = localDate(zone, now);
  return found.filter(({ date_retired }) => date_retired === null || date_retired > today);
}
