import { markNotice } from '../../../models/due-work/notice.js';
import { addEvent } from '../../../models/tickets/ticket-event.js';
import { findNames } from '../../../models/user.js';
import { unreachedReply } from '../../cards/digests/digest-notices.js';
import { lineToAdmin } from '../telling/line-to-lead.js';
import { say, type Work } from '../work.js';
import { defaultRecipients, isOfOneDepartment, isReachable } from './default-recipients.js';

/**
 * Records that a digest reached nobody whose it was. An admin is told who gets it instead: once for each person, and in
 * one message of everybody who is as hard to reach.
 */
export async function tellUnreached(work: Work, userId: string): Promise<void> {
  const { tx, orgId, now } = work;
  const detail = { user: userId, reason: 'no account that can be reached' };
  await addEvent(tx, orgId, { ticketId: null, actorId: null, kind: 'tell.missed', detail, now });
  const line = await lineToAdmin(work);
  if (!line) return;
  const { people, channel } = await defaultRecipients(tx, orgId);
  const unreached = new Set(people.filter((one) => !isReachable(one)).map(({ user_id }) => user_id));
  const untold: string[] = [];
  for (const subjectId of unreached.add(userId))
    if (await markNotice(tx, orgId, { subjectId, threshold: 'digest.unreached', now })) untold.push(subjectId);
  if (untold.length === 0) return;
  const instead = people.find((one) => isReachable(one) && !isOfOneDepartment(one))?.user_id;
  const names = await findNames(tx, orgId, instead === undefined ? untold : [...untold, instead]);
  const told = {
    people: untold.map((one) => names.get(one)),
    instead: instead && names.get(instead),
    isInChannel: channel !== undefined,
  };
  await say(work, line, unreachedReply(told));
}
