import type { OrgId } from '../../../models/ids.js';
import { findPerson } from '../../../models/people/account.js';
import { nameOf } from '../../../models/user.js';
import { words } from '../../cards/wording/index.js';
import type { Edited, Said } from '../../chat/inbound.js';
import type { Desk } from '../desk.js';

/** Words with people in them as they are called: a platform's id of somebody says nothing to who reads it elsewhere. */
export async function nameMentions<T extends Said | Edited>({ database }: Desk, orgId: OrgId, told: T): Promise<T> {
  const { platform, tenant, mentions } = told;
  let { text } = told;
  // The longer first: the id of one may begin that of another.
  for (const externalId of mentions.toSorted((one, other) => other.length - one.length)) {
    if (!text.includes(`@${externalId}`)) continue;
    const person = await findPerson(database, orgId, { platform, tenant, externalId });
    text = text.replaceAll(`@${externalId}`, () => `@${person ? nameOf(person) : words.session.somebody}`);
  }
  return { ...told, text };
}
