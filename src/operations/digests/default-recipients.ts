import { type DefaultPerson, findContactForDigest, findManagers } from '../../../models/digests/digest-recipients.js';
import type { OrgId } from '../../../models/ids.js';
import { readSettings } from '../../../models/organisations/org-setting.js';
import type { Sql } from '../../../models/sql.js';
import { type ChannelSetting, orgSettings, triageChannelOf } from '../organisations/org-settings.js';

/** Who gets digests unless somebody says otherwise. */
export interface DefaultRecipients {
  readonly people: readonly DefaultPerson[];
  readonly channel: ChannelSetting | undefined;
  /** User ids of those whom nobody can reach, where the point of contact or the channel stands in for them. */
  readonly missed: readonly string[];
}

/**
 * The channel that was chosen; else managers, those in a department of their own. Where none of them gets what is about
 * the whole organisation, or can be reached, the point of contact does; where nobody can be, the triage channel. Whom
 * nobody reaches stays a recipient: it is recorded at each digest.
 */
export async function defaultRecipients(sql: Sql, orgId: OrgId): Promise<DefaultRecipients> {
  const { digest_channel, digests } = orgSettings;
  const made = await readSettings(sql, orgId, { digest_channel, digests });
  if (made.digests?.rhythm === null) return { people: [], channel: undefined, missed: [] };
  if (made.digest_channel) return { people: [], channel: made.digest_channel, missed: [] };
  const managers = await findManagers(sql, orgId);
  if (managers.some((one) => isReachable(one) && !isOfOneDepartment(one)))
    return { people: managers, channel: undefined, missed: [] };
  const contact = await findContactForDigest(sql, orgId);
  const before = managers.filter(({ is_poc }) => is_poc === 0);
  const people = contact ? [...before, contact] : before;
  if (contact && isReachable(contact)) return { people, channel: undefined, missed: idsOf(unreadAmong(before)) };
  if (before.some(isReachable)) return { people, channel: undefined, missed: [] };
  return { people, channel: people.length > 0 ? await triageChannelOf(sql, orgId) : undefined, missed: idsOf(people) };
}

/** Who is told what somebody of the default recipients could not be told: nobody, while another of them reads it. */
export async function standInsFor(sql: Sql, orgId: OrgId, userId: string): Promise<readonly string[] | undefined> {
  const { people } = await defaultRecipients(sql, orgId);
  const one = people.find(({ user_id }) => user_id === userId);
  if (!one || isReadByOthers(one, people)) return undefined;
  const contact = await findContactForDigest(sql, orgId);
  return contact && contact.user_id !== userId ? [contact.user_id] : [];
}

export function isReachable({ is_reachable }: DefaultPerson): boolean {
  return is_reachable === 1;
}

/** Whether their digests are of their own department, unless they say otherwise. */
export function isOfOneDepartment({ role, is_poc, dept_id }: DefaultPerson): boolean {
  return role === 'manager' && is_poc === 0 && dept_id !== null;
}

/** Those who cannot be reached, and whose digest nobody else among them reads. */
function unreadAmong(people: readonly DefaultPerson[]): DefaultPerson[] {
  return people.filter((one) => !isReachable(one) && !isReadByOthers(one, people));
}

function isReadByOthers(one: DefaultPerson, people: readonly DefaultPerson[]): boolean {
  const isRead = (other: DefaultPerson) =>
    !isOfOneDepartment(other) || (isOfOneDepartment(one) && other.dept_id === one.dept_id);
  return people.some((other) => other.user_id !== one.user_id && isReachable(other) && isRead(other));
}

function idsOf(people: readonly DefaultPerson[]): string[] {
  return people.map(({ user_id }) => user_id);
}
