import { findDevice } from '../../../models/devices/device-facts.js';
import { findDevicesOfAsset, findReplacementStatus, noteReplacement } from '../../../models/warranty/warranty.js';
import type { WarrantyItem } from '../../../models/warranty/warranty-notice.js';
import { day } from '../../cards/moment.js';
import { assetName, replacementOrder } from '../../cards/warranty/warranty-notices.js';
import { words } from '../../cards/wording/index.js';
import { isLive } from '../../rules/ticket-life.js';
import type { Actor } from '../actor.js';
import { openAside } from '../conversations/open-aside.js';
import { diagnosedDevice } from '../devices/diagnosed-device.js';
import { requesterFor } from '../people/requester-for.js';
import type { Work } from '../work.js';

/** More devices of one asset than anybody orders anew at once. */
const MOST = 500;

/**
 * Opens the ticket that replaces an asset, with what is ordered, what it replaces and where it is shipped to. While one is
 * open there is no second: each window speaks of the asset again, and whoever reads that may press again.
 */
export async function replaceAsset(work: Work, item: WarrantyItem, actor: Actor): Promise<void> {
  const { tx, orgId, models } = work;
  const before = await findReplacementStatus(tx, orgId, item.asset_id);
  if (before !== undefined && isLive(before)) return;
  const devices = await findDevicesOfAsset(tx, orgId, item.asset_id, MOST);
  const org = await models.Org.findOne({ where: { org_id: orgId }, transaction: tx.transaction, raw: true });
  const owners = new Set(devices.flatMap(({ assigned_user_id }) => assigned_user_id ?? []));
  const [owner] = owners;
  const userId = await requesterFor(work, {
    ownerId: owners.size === 1 && owner !== undefined ? owner : null,
    presserId: actor.user_id,
  });
  if (!org || userId === undefined) return;
  const [first] = devices;
  const device = devices.length === 1 && first ? await findDevice(tx, orgId, first.asset_tag) : undefined;
  const { ticket } = words.warranty;
  const name = assetName(item);
  const { ticketId } = await openAside(work, {
    userId,
    summary: ticket.summary(name),
    category: 'hardware',
    impact: 'low',
    urgency: 'medium',
    reason: ticket.reason(day(item.warranty_end)),
    assetTag: device?.asset_tag ?? null,
    diagnostics: {
      ...(device && { device: diagnosedDevice(device) }),
      collected: { problem: replacementOrder({ item, devices, org }) },
    },
    preface: ticket.announce(name),
  });
  await noteReplacement(tx, orgId, item.asset_id, ticketId);
}
