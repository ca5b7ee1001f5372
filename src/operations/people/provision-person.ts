import { newId } from '../../../models/ids.js';
import { readSetting } from '../../../models/organisations/org-setting.js';
import {
  addAccount,
  findPerson,
  markTriageMember,
  type PersonRow,
  type Standing,
} from '../../../models/people/account.js';
import { findUserByEmail } from '../../../models/people/user-references.js';
import { addEvent } from '../../../models/tickets/ticket-event.js';
import { hasAdmin } from '../../../models/user.js';
import type { Profile } from '../../chat/outbound.js';
import type { Role } from '../../rules/policy.js';
import { changeSetting, orgSettings } from '../organisations/org-settings.js';
import type { Work } from '../work.js';

/** How far the desk trusts a profile; only members are helped. */
export function standingOf(profile: Profile): Standing {
  if (profile.isBot) return 'bot';
  if (profile.isStranger) return 'stranger';
  if (profile.isDeactivated) return 'deactivated';
  return profile.isGuest ? 'guest' : 'member';
}

/**
 * Makes a platform identity somebody the desk knows: the user with the same verified e-mail in this organisation, else
 * a new one. Members of the private triage channel are techs; the first owner of the workspace (or whoever installed
 * the desk) is admin as long as there is none; everybody else is an employee.
 */
export async function provisionPerson(
  work: Work,
  from: { platform: string; tenant: string; profile: Profile; isTriageMember: boolean; isInstaller: boolean },
): Promise<PersonRow> {
  const { tx, orgId, now } = work;
  const { platform, tenant, profile } = from;
  const known = await findPerson(tx, orgId, { platform, tenant, externalId: profile.id });
  if (known) return known;
  const mayBeAdmin = (profile.isOwner || from.isInstaller) && !(await hasAdmin(tx, orgId));
  const role: Role = mayBeAdmin ? 'admin' : 'employee';
  const userId =
    (profile.email && (await findUserByEmail(tx, orgId, profile.email))) || (await addUser(work, profile, role));
  await addAccount(tx, orgId, {
    userId,
    platform,
    tenant,
    externalId: profile.id,
    standing: standingOf(profile),
    timeZone: orgSettings.time_zone.safeParse(profile.timeZone).data,
    now,
  });
  const added = await findPerson(tx, orgId, { platform, tenant, externalId: profile.id });
  if (added && from.isTriageMember) await followTriageMembership(work, added, true);
  if (mayBeAdmin) await becomeFirstAdmin(work, userId, profile.timeZone);
  const person = await findPerson(tx, orgId, { platform, tenant, externalId: profile.id });
  if (!person) throw new Error('An account that was just added exists.');
  return person;
}

/** Gives a person a role; the change is audited with who made it. */
export async function changeRole(work: Work, userId: string, role: Role, actorId: string | null): Promise<boolean> {
  const [changed] = await work.models.User.update(
    { role },
    { where: { org_id: work.orgId, user_id: userId }, transaction: work.tx.transaction },
  );
  if (changed !== 1) return false;
  await addEvent(work.tx, work.orgId, {
    ticketId: null,
    actorId,
    kind: 'user.role',
    detail: { user: userId, role },
    now: work.now,
  });
  return true;
}

/** Makes somebody the first admin. Their time zone becomes the organisation's, where nobody has chosen one. */
export async function becomeFirstAdmin(work: Work, userId: string, timeZone: string | undefined): Promise<void> {
  await changeRole(work, userId, 'admin', userId);
  const zone = orgSettings.time_zone.safeParse(timeZone);
  const isSet = await readSetting(work.tx, work.orgId, 'time_zone', orgSettings.time_zone);
  if (zone.success && !isSet) await changeSetting(work.tx, work.orgId, 'time_zone', zone.data, work.now);
}

/**
 * Whoever comes into the private triage channel becomes a tech; whoever became one that way stops being one when they
 * leave. A role somebody was given stays.
 */
export async function followTriageMembership(work: Work, person: PersonRow, isMember: boolean): Promise<void> {
  const { account_id: accountId } = person;
  if (isMember && person.role === 'employee') {
    await changeRole(work, person.user_id, 'tech', null);
    await markTriageMember(work.tx, work.orgId, accountId, true);
  }
  if (isMember || !person.is_triage_member) return;
  await markTriageMember(work.tx, work.orgId, accountId, false);
  if (person.role !== 'tech') return;
  await changeRole(work, person.user_id, 'employee', null);
}

async function addUser(work: Work, profile: Profile, role: Role): Promise<string> {
  const userId = newId();
  await work.models.User.create(
    {
      user_id: userId,
      org_id: work.orgId,
      first_name: profile.firstName,
      last_name: profile.lastName,
      email: profile.email?.toLowerCase() ?? null,
      role,
      created_at: work.now.toISOString(),
    },
    { transaction: work.tx.transaction },
  );
  return userId;
}
