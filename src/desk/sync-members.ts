import { orgIdOf } from '../../models/ids.js';
import { findInstallationsInAllOrgs } from '../../models/organisations/installation.js';
import { reasonOf } from '../errors.js';
import { log } from '../log.js';
import { triageChannelOf } from '../operations/organisations/org-settings.js';
import { followMembers } from '../operations/people/follow-members.js';
import { checkProfiles } from './check-profiles.js';
import { commit, type Desk } from './desk.js';

/**
 * Reads who is in each private triage channel, for what no event told: its members are techs. Asks platforms anew about
 * the accounts they were not asked about for long. Returns how many channels were read.
 */
export async function syncMembers(desk: Desk, now: Date): Promise<number> {
  let read = 0;
  for (const installation of await findInstallationsInAllOrgs(desk.database)) {
    const orgId = orgIdOf(installation);
    const { platform, tenant } = installation;
    await checkProfiles(desk, orgId, installation, now);
    const triage = await triageChannelOf(desk.database, orgId);
    if (!triage?.isPrivate || triage.platform !== platform || triage.tenant !== tenant) continue;
    try {
      const { ids } = (await desk.platforms.get(platform)?.members({ tenant, conversation: triage.conversation })) ?? {
        ids: [],
      };
      await commit(desk, orgId, (work) => followMembers(work, { platform, tenant, ids }));
      read += 1;
    } catch (error) {
      log.warn({ code: 'members_not_read', platform, reason: reasonOf(error) });
    }
  }
  return read;
}
