import { replaceUser } from '../../../models/people/user-references.js';
import { addEvent } from '../../../models/tickets/ticket-event.js';
import type { Work } from '../work.js';

/**
 * Two users of the organisation turn out to be one person: everything of `from` becomes that of `to`, whose name, role
 * and department stay. Audited; nobody is asked, so the caller knows it by a verified e-mail of both.
 */
export async function mergePeople(work: Work, { from, to }: { from: string; to: string }): Promise<void> {
  if (from === to) return;
  const { tx, orgId, now } = work;
  await replaceUser(tx, orgId, { from, to });
  await addEvent(tx, orgId, { ticketId: null, actorId: null, kind: 'user.merged', detail: { from, to }, now });
}
