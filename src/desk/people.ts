import { type OrgId, orgIdOf } from '../../models/ids.js';
import { findInstallation, installationDetails } from '../../models/organisations/installation.js';
import { findPerson, markUsed, type PersonRow, type Standing } from '../../models/people/account.js';
import type { Sender } from '../chat/inbound.js';
import { type Profile, SendError } from '../chat/outbound.js';
import { triageChannelOf } from '../operations/organisations/org-settings.js';
import { learnProfile } from '../operations/people/learn-profile.js';
import { provisionPerson, standingOf } from '../operations/people/provision-person.js';
import type { Work } from '../operations/work.js';
import type { Desk } from './desk.js';

/** Who somebody is. Members are made known in the transaction that acts for them; others never become users. */
export type Who =
  | { readonly standing: 'member'; person(work: Work): Promise<PersonRow>; readonly known: PersonRow | undefined }
  | { readonly standing: Exclude<Standing, 'member'> };

/** Looks a sender up, asking their platform only the first time. Rejects when the platform cannot be asked. */
export async function whoIs(
  desk: Desk,
  orgId: OrgId,
  from: { readonly platform: string; readonly tenant: string; readonly sender: Sender },
): Promise<Who> {
  const { platform, tenant, sender } = from;
  if (sender.isBot) return { standing: 'bot' };
  if (sender.isStranger) return { standing: 'stranger' };
  const known = await findPerson(desk.database, orgId, { platform, tenant, externalId: sender.id });
  if (known?.standing === 'member' && isProvisional(desk, known)) return askedAgain(desk, known);
  if (known?.standing === 'member') return { standing: 'member', known, person: asReadAgain(known) };
  if (known) return { standing: known.standing };
  const profile = await platformOf(desk, platform).profile(tenant, sender.id);
  const standing = standingOf(profile);
  if (standing !== 'member') return { standing };
  const newcomer = {
    platform,
    tenant,
    profile,
    isTriageMember: await isTriageMember(desk, orgId, { platform, tenant, profile }),
    isInstaller: await isInstaller(desk, { platform, tenant, profile }),
  };
  return { standing, known: undefined, person: (work) => provisionPerson(work, newcomer) };
}

/** How often the platform of somebody without a readable e-mail is asked for it, ms. */
const ASK_AGAIN_MS = 86_400_000;

function isProvisional(desk: Desk, { email, checked_at }: PersonRow): boolean {
  return email === null && desk.clock().getTime() - Date.parse(checked_at) >= ASK_AGAIN_MS;
}

/** Their e-mail may be readable by now. A platform that does not answer keeps nobody from being helped. */
async function askedAgain(desk: Desk, known: PersonRow): Promise<Who> {
  const again = asReadAgain(known);
  const profile = await platformOf(desk, known.platform)
    .profile(known.tenant, known.external_id)
    .catch(() => undefined);
  if (!profile) return { standing: 'member', known, person: again };
  const standing = standingOf(profile);
  if (standing !== 'member') return { standing };
  return { standing, known, person: async (work) => learnProfile(work, await again(work), profile) };
}

export function platformOf(desk: Desk, name: string) {
  const platform = desk.platforms.get(name);
  if (!platform) throw new Error(`No platform ${name} runs in this process.`);
  return platform;
}

/** Whether somebody is a member of the private channel where tickets are worked. */
async function isTriageMember(
  desk: Desk,
  orgId: OrgId,
  { platform, tenant, profile }: { platform: string; tenant: string; profile: Profile },
): Promise<boolean> {
  const triage = await triageChannelOf(desk.database, orgId);
  if (!triage?.isPrivate || triage.platform !== platform || triage.tenant !== tenant) return false;
  try {
    const { ids } = await platformOf(desk, platform).members({ tenant, conversation: triage.conversation });
    return ids.includes(profile.id);
  } catch (error) {
    // A channel that is gone has no members; whoever writes to the desk is helped all the same.
    if (error instanceof SendError && error.failure === 'conversation_gone') return false;
    throw error;
  }
}

async function isInstaller(
  desk: Desk,
  { platform, tenant, profile }: { platform: string; tenant: string; profile: Profile },
): Promise<boolean> {
  const installation = await findInstallation(desk.database, platform, tenant);
  if (!installation) return false;
  return installationDetails.parse(JSON.parse(installation.details_json)).installedBy === profile.id;
}

/** The role may have changed since the plan was made: what counts is what the transaction reads. */
function asReadAgain({ org_id, platform, tenant, external_id }: PersonRow) {
  return async ({ tx, now }: Work) => {
    const person = await findPerson(tx, orgIdOf({ org_id }), { platform, tenant, externalId: external_id });
    if (!person) throw new Error('An account that was read exists.');
    await markUsed(tx, person, now);
    return person;
  };
}
