import { findDevice } from '../../../models/devices/device-facts.js';
import { findStanding, setOpensTicket } from '../../../models/devices/device-state.js';
import { deviceName } from '../../cards/devices/device-name.js';
import { day } from '../../cards/moment.js';
import { words } from '../../cards/wording/index.js';
import { DeskError } from '../../errors.js';
import { localDate } from '../../rules/local-time.js';
import { openAside } from '../conversations/open-aside.js';
import { requesterFor } from '../people/requester-for.js';
import type { Work } from '../work.js';
import { diagnosedDevice } from './diagnosed-device.js';
import { staleTermsOf } from './stale-terms.js';
import { isStill } from './verdict.js';

/** Opens the ticket of a device nobody has seen for long; none when it was seen or answered for since. */
export async function openStaleTicket(work: Work, assetTag: string): Promise<void> {
  const { tx, orgId, now } = work;
  await setOpensTicket(tx, orgId, assetTag, false);
  const standing = await findStanding(tx, orgId, assetTag);
  const terms = await staleTermsOf(tx, orgId, now);
  const { last_seen_at } = standing ?? {};
  if (!standing || !last_seen_at || !isStill({ ...standing, last_seen_at }, terms)) return;
  const device = await findDevice(tx, orgId, assetTag);
  if (!device) return;
  const userId = await requesterFor(work, { ownerId: device.assigned_user_id });
  if (userId === undefined) throw nobody(assetTag);
  const { ticket } = words.devices;
  const name = deviceName(device);
  const seen = day(localDate(terms.zone, new Date(last_seen_at)));
  await openAside(work, {
    userId,
    summary: ticket.unseen(name),
    category: 'hardware',
    impact: 'low',
    urgency: 'medium',
    reason: standing.ask === 'asked' ? ticket.noAnswer(seen) : ticket.notSeen(seen),
    assetTag,
    diagnostics: { device: diagnosedDevice(device) },
    preface: ticket.announce(name, seen),
  });
}

/** There is nobody a ticket could be for: whoever runs the service has to know. */
function nobody(assetTag: string): DeskError {
  return new DeskError('no_requester', {
    message: `nobody has ${assetTag}, and the organisation has no contact and no admin`,
    userMessage: 'Nobody leads this desk yet.',
  });
}
