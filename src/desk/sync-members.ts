import { orgIdOf } from '../../models/ids.js';
import { findInstallationsInAllOrgs, type InstallationRow } from '../../models/organisations/installation.js';
import { reasonOf } from '../errors.js';
import { log } from '../log.js';
import { triageChannelOf } from '../operations/organisations/org-settings.js';
import { followMembers } from '../operations/people/follow-members.js';
import { checkProfiles } from './check-profiles.js';
import { commit, type Desk } from './desk.js';

/**
 * Reads who is in each private triage channel, for what no event told: its members are techs. Asks platforms anew about
 * the accounts they were not asked about for long. What goes wrong in one workspace stops no other. Returns how many
 * channels were read.
 */
export async function syncMembers(desk: Desk, now: Date): Promise<number> {
  let read = 0;
  for (const installation of await findInstallationsInAllOrgs(desk.database)) {
    const { platform } = installation;
    const unless = (code: string) => (error: unknown) => void log.warn({ code, platform, reason: reasonOf(error) });
    await checkProfiles(desk, orgIdOf(installation), installation, now).catch(unless('profiles_not_checked'));
    if (await readMembers(desk, installation).catch(unless('members_not_read'))) read += 1;
  }
  return read;
}

/** False where the triage channel is elsewhere, or open to everybody. */
async function readMembers(desk: Desk, installation: InstallationRow): Promise<boolean> {
  const orgId = orgIdOf(installation);
  const { platform, tenant } = installation;
  const triage = await triageChannelOf(desk.database, orgId);
  if (!triage?.isPrivate || triage.platform !== platform || triage.tenant !== tenant) return false;
  const { conversation } = triage;
  const { ids } = (await desk.platforms.get(platform)?.members({ tenant, conversation })) ?? { ids: [] };
  await commit(desk, orgId, (work) => followMembers(work, { platform, tenant, ids }));
  return true;
}
