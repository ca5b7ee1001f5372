import type { Tx } from '../../../models/database.js';
import type { OrgId } from '../../../models/ids.js';
import type { Models } from '../../../models/index.js';
import { DeskError } from '../../errors.js';

/** Who is told when a ticket is overdue, by the name of the setting. */
export const orgContacts = ['tech_contact', 'poc'] as const;
export type OrgContact = (typeof orgContacts)[number];

export function isOrgContact(key: string): key is OrgContact {
  return (orgContacts as readonly string[]).includes(key);
}

/** Makes the person with this e-mail address a contact of the organisation. */
export async function changeOrgContact(
  tx: Tx,
  models: Models,
  orgId: OrgId,
  { key, email }: { key: OrgContact; email: string },
): Promise<void> {
  const where = { org_id: orgId, email: email.trim().toLowerCase() };
  const user = await models.User.findOne({ where, transaction: tx.transaction });
  if (!user) throw nobody(email);
  await models.Org.update(
    { [`${key}_user_id`]: user.user_id },
    { where: { org_id: orgId }, transaction: tx.transaction },
  );
}

/** Nobody in this organisation has that address. */
export function nobody(email: string): DeskError {
  const text = `Nobody here has the address ${email}. "deskhand user list" shows who there is.`;
  return new DeskError('no_such_person', { message: 'no user with this address', userMessage: text });
}
