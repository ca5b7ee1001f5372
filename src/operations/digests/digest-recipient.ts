import { findConversation } from '../../../models/conversations/conversation.js';
import { findDepartmentName } from '../../../models/department.js';
import { type DigestPerson, findDigestPerson } from '../../../models/digests/digest-recipients.js';
import type { DigestScope } from '../../../models/digests/digest-scope.js';
import type { DigestSubscription } from '../../../models/digests/digest-subscription.js';
import type { OrgId } from '../../../models/ids.js';
import type { Sql } from '../../../models/sql.js';
import { may } from '../../rules/policy.js';
import { defaultRecipients } from './default-recipients.js';

/** What a recipient gets digests of, with the department's name. */
export interface NamedScope extends DigestScope {
  readonly name: string | undefined;
}

const everything: NamedScope = { deptId: undefined, name: undefined };

/** Whether somebody may read digests and the lists behind them: managers, admins and the point of contact. */
export function maySeeDigest({ role, is_poc }: Pick<DigestPerson, 'role' | 'is_poc'>): boolean {
  return is_poc === 1 || may('see_digest', { role, isRequester: false });
}

/**
 * What a subscription's recipient gets at this moment; undefined when they get nothing: they lost the role, or they got
 * digests by default and others do now.
 */
export async function scopeOfRecipient(
  sql: Sql,
  orgId: OrgId,
  subscription: DigestSubscription,
): Promise<NamedScope | undefined> {
  const { user_id, conversation_id, dept_id, is_default } = subscription;
  if (is_default === 1 && !(await isDefaultRecipient(sql, orgId, subscription))) return undefined;
  if (conversation_id !== null)
    return dept_id === null ? everything : { deptId: dept_id, name: await findDepartmentName(sql, dept_id) };
  const person = user_id === null ? undefined : await findDigestPerson(sql, orgId, user_id);
  return person && maySeeDigest(person) ? scopeOfPerson(person, subscription) : undefined;
}

/** A person's own department, when they want only that and are in one. */
export function scopeOfPerson(
  { dept_id, dept_name }: DigestPerson,
  { scope }: Pick<DigestSubscription, 'scope'>,
): NamedScope {
  if (scope === 'organisation' || dept_id === null) return everything;
  return { deptId: dept_id, name: dept_name ?? undefined };
}

async function isDefaultRecipient(sql: Sql, orgId: OrgId, of: DigestSubscription): Promise<boolean> {
  const { people, channel } = await defaultRecipients(sql, orgId);
  if (of.conversation_id === null) return people.some(({ user_id }) => user_id === of.user_id);
  const place = await findConversation(sql, orgId, of.conversation_id);
  return (
    place !== undefined &&
    place.platform === channel?.platform &&
    place.tenant === channel.tenant &&
    place.external_key === channel.conversation
  );
}
