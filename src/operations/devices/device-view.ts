import { findDevice } from '../../../models/devices/device-facts.js';
import { findStanding } from '../../../models/devices/device-state.js';
import type { OrgId } from '../../../models/ids.js';
import type { Sql } from '../../../models/sql.js';
import { findTicketsAbout } from '../../../models/tickets/ticket-lists.js';
import type { DeviceView } from '../../cards/devices/device-card.js';
import { rulesOf } from '../organisations/org-settings.js';

/** Tickets the card of a device names. */
const MOST = 10;

/** A device with all that its card shows. */
export async function findDeviceView(
  sql: Sql,
  orgId: OrgId,
  assetTag: string,
  now: Date,
): Promise<DeviceView | undefined> {
  const device = await findDevice(sql, orgId, assetTag);
  const standing = await findStanding(sql, orgId, assetTag);
  if (!device || !standing) return undefined;
  const { zone } = await rulesOf(sql, orgId);
  return { device, standing, tickets: await findTicketsAbout(sql, orgId, assetTag, MOST), zone, now };
}
