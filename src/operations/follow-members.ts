import { findPerson } from '../../models/account.js';
import { followTriageMembership } from './provision-person.js';
import type { Work } from './work.js';

/** Makes everyone the desk knows among the members of the private triage channel a tech. */
export async function followMembers(
  work: Work,
  { platform, tenant, ids }: { platform: string; tenant: string; ids: readonly string[] },
): Promise<void> {
  for (const externalId of ids) {
    const person = await findPerson(work.tx, work.orgId, { platform, tenant, externalId });
    if (person?.standing === 'member') await followTriageMembership(work, person, true);
  }
}
