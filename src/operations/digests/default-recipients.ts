import { type DefaultPerson, findContactForDigest, findManagers } from '../../../models/digests/digest-recipients.js';
import type { OrgId } from '../../../models/ids.js';
import { readSettings } from '../../../models/organisations/org-setting.js';
import type { Sql } from '../../../models/sql.js';
import { type ChannelSetting, orgSettings, triageChannelOf } from '../organisations/org-settings.js';

/** Who gets digests unless somebody says otherwise. */
export interface DefaultRecipients {
  readonly people: readonly DefaultPerson[];
  readonly channel: ChannelSetting | undefined;
  /** User ids of those whom nobody can reach, where the last of `people` or the channel stands in for them. */
  readonly missed: readonly string[];
}

/**
 * The channel that was chosen; else managers, else the point of contact. Where none of those can be reached, the point of
 * contact and then the triage channel stand in. Whom nobody reaches stays a recipient: it is recorded at each digest.
 */
export async function defaultRecipients(sql: Sql, orgId: OrgId): Promise<DefaultRecipients> {
  const { digest_channel, digests } = orgSettings;
  const made = await readSettings(sql, orgId, { digest_channel, digests });
  if (made.digests?.rhythm === null) return { people: [], channel: undefined, missed: [] };
  if (made.digest_channel) return { people: [], channel: made.digest_channel, missed: [] };
  const managers = await findManagers(sql, orgId);
  if (managers.some(isReachable)) return { people: managers, channel: undefined, missed: [] };
  const contact = await findContactForDigest(sql, orgId);
  const before = managers.filter(({ is_poc }) => is_poc === 0);
  const people = contact ? [...before, contact] : before;
  if (contact && isReachable(contact)) return { people, channel: undefined, missed: idsOf(before) };
  return { people, channel: people.length > 0 ? await triageChannelOf(sql, orgId) : undefined, missed: idsOf(people) };
}

/** Who is told what somebody of the default recipients could not be told: nobody, while another of them can be. */
export async function standInsFor(sql: Sql, orgId: OrgId, userId: string): Promise<readonly string[] | undefined> {
  const { people } = await defaultRecipients(sql, orgId);
  const isOne = people.some(({ user_id }) => user_id === userId);
  if (!isOne || people.some((one) => one.user_id !== userId && isReachable(one))) return undefined;
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

function idsOf(people: readonly DefaultPerson[]): string[] {
  return people.map(({ user_id }) => user_id);
}
