import type { OrgId } from '../../models/ids.js';
import { findPerson, findZoneOfAccount, markUnchecked } from '../../models/people/account.js';
import type { ProfileChanged } from '../chat/inbound.js';
import type { Receipt } from '../chat/platform.js';
import type { Desk } from './desk.js';

/**
 * Has the platform asked anew, soon, about somebody it knows differently now. What the event says is not believed: events
 * come late and out of order. It is told at every new status line too, so where it changes nothing that the desk keeps,
 * nothing is written. Needs no inbox row: a redelivery does the same again.
 */
export async function hearOfProfile(desk: Desk, orgId: OrgId, told: ProfileChanged): Promise<Receipt> {
  const { platform, tenant, sender, timeZone, isMember } = told;
  const person = await findPerson(desk.database, orgId, { platform, tenant, externalId: sender.id });
  if (!person) return 'ignored';
  const zone = await findZoneOfAccount(desk.database, orgId, person.account_id);
  const isSame = (person.standing === 'member') === isMember && (timeZone === undefined || timeZone === zone);
  if (isSame && person.email !== null) return 'ignored';
  await desk.database.write((tx) => markUnchecked(tx, orgId, person.account_id));
  return 'stored';
}
