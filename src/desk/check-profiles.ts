import type { OrgId } from '../../models/ids.js';
import type { InstallationRow } from '../../models/organisations/installation.js';
import { findUnchecked, markChecked, type PersonRow } from '../../models/people/account.js';
import { SendError } from '../chat/outbound.js';
import type { Platform } from '../chat/platform.js';
import { log } from '../log.js';
import { learnProfile } from '../operations/people/learn-profile.js';
import { commit, type Desk } from './desk.js';

/** How old what is known of an account may be, ms. */
const FRESH_MS = 7 * 86_400_000;
/** Accounts of an installation whose platform is asked in one run, so that nobody else waits for its rate limit. */
const AT_ONCE = 10;

/**
 * Asks platforms about the accounts they were not asked about for longest: whoever became a guest or left is no member any
 * more, and whoever came back is one again.
 */
export async function checkProfiles(desk: Desk, orgId: OrgId, of: InstallationRow, now: Date): Promise<void> {
  const platform = desk.platforms.get(of.platform);
  if (!platform) return;
  const { tenant } = of;
  const before = new Date(now.getTime() - FRESH_MS);
  const stale = await findUnchecked(desk.database, orgId, { platform: of.platform, tenant, before, limit: AT_ONCE });
  for (const person of stale) if (!(await checkOne(desk, orgId, platform, person))) return;
}

/** False when the platform wants to be left alone for now. */
async function checkOne(desk: Desk, orgId: OrgId, platform: Platform, person: PersonRow): Promise<boolean> {
  try {
    const profile = await platform.profile(person.tenant, person.external_id);
    await commit(desk, orgId, (work) => learnProfile(work, person, profile));
    return true;
  } catch (error) {
    if (!(error instanceof SendError)) throw error;
    log.warn({ code: 'profile_not_read', platform: platform.name, reason: error.reason });
    if (error.failure === 'rate_limited' || error.failure === 'unavailable' || error.failure === 'unauthorized')
      return false;
    const { standing, account_id } = person;
    await commit(desk, orgId, ({ tx, now }) => markChecked(tx, orgId, account_id, { standing, now }));
    return true;
  }
}
