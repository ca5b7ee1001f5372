import { replaceUser } from '../../../models/people/user-references.js';
import { addEvent } from '../../../models/tickets/ticket-event.js';
import { findRole } from '../../../models/user.js';
import { mayMore } from '../../rules/policy.js';
import type { Work } from '../work.js';
import { changeRole } from './provision-person.js';

/**
 * Two users of the organisation turn out to be one person: everything of `from` becomes that of `to`, whose name and
 * department stay, and whose role does unless that of `from` may all it may and more: nobody loses what they could do,
 * least of all the only admin. Audited; nobody is asked, so the caller knows it by a verified e-mail of both.
 */
export async function mergePeople(work: Work, { from, to }: { from: string; to: string }): Promise<void> {
  if (from === to) return;
  const { tx, orgId, now } = work;
  const [theirs, own] = [await findRole(tx, orgId, from), await findRole(tx, orgId, to)];
  await replaceUser(tx, orgId, { from, to });
  await addEvent(tx, orgId, { ticketId: null, actorId: null, kind: 'user.merged', detail: { from, to }, now });
  if (theirs && own && mayMore(theirs, own)) await changeRole(work, to, theirs, null);
}
