import { findPerson, markChecked, type PersonRow } from '../../../models/people/account.js';
import { findUserByEmail } from '../../../models/people/user-references.js';
import type { Profile } from '../../chat/outbound.js';
import { orgSettings } from '../organisations/org-settings.js';
import { passOnApprovalsOf } from '../tickets/pass-on-approval.js';
import type { Work } from '../work.js';
import { mergePeople } from './merge-people.js';
import { standingOf } from './provision-person.js';

/**
 * A known person as their platform describes them by now. Somebody first seen without a readable e-mail is provisional:
 * when it is known they become one with the user who has it, else it is theirs. What waits for the yes of somebody who is
 * no member any more is asked of the next. Answers the person as they are then.
 */
export async function learnProfile(work: Work, person: PersonRow, profile: Profile): Promise<PersonRow> {
  const { tx, orgId, now } = work;
  const timeZone = orgSettings.time_zone.safeParse(profile.timeZone).data;
  const standing = standingOf(profile);
  await markChecked(tx, orgId, person.account_id, { standing, timeZone, now });
  if (person.standing === 'member' && standing !== 'member') await passOnApprovalsOf(work, person.user_id);
  const email = profile.email?.toLowerCase();
  if (email && person.email === null) {
    const same = await findUserByEmail(tx, orgId, email);
    if (same) await mergePeople(work, { from: person.user_id, to: same });
    else await nameThem(work, person, profile, email);
  }
  const { platform, tenant, external_id: externalId } = person;
  return (await findPerson(tx, orgId, { platform, tenant, externalId })) ?? person;
}

async function nameThem(work: Work, person: PersonRow, profile: Profile, email: string): Promise<void> {
  await work.models.User.update(
    {
      email,
      first_name: person.first_name || profile.firstName,
      last_name: person.last_name || profile.lastName,
    },
    { where: { org_id: work.orgId, user_id: person.user_id }, transaction: work.tx.transaction },
  );
}
