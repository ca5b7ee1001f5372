import { findPerson, findTriageMembers } from '../../../models/people/account.js';
import type { Work } from '../work.js';
import { followTriageMembership } from './provision-person.js';

/**
 * Makes everyone the desk knows among the members of the private triage channel a tech, and whoever became one that way
 * and is no longer among them an employee. A channel without anybody was not read: nothing follows from it.
 */
export async function followMembers(
  work: Work,
  { platform, tenant, ids }: { platform: string; tenant: string; ids: readonly string[] },
): Promise<void> {
  if (ids.length === 0) return;
  for (const externalId of ids) {
    const person = await findPerson(work.tx, work.orgId, { platform, tenant, externalId });
    if (person?.standing === 'member') await followTriageMembership(work, person, true);
  }
  const members = new Set(ids);
  for (const person of await findTriageMembers(work.tx, work.orgId, { platform, tenant }))
    if (!members.has(person.external_id)) await followTriageMembership(work, person, false);
}
