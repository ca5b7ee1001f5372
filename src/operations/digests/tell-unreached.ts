import { markNotice } from '../../../models/due-work/notice.js';
import { addEvent } from '../../../models/tickets/ticket-event.js';
import { findNames } from '../../../models/user.js';
import { unreachedReply } from '../../cards/digests/digest-notices.js';
import { lineToAdmin } from '../telling/line-to-lead.js';
import { say, type Work } from '../work.js';
import { defaultRecipients } from './default-recipients.js';

/** Records that a digest reached nobody whose it was, and tells an admin, once for each person, who gets it instead. */
export async function tellUnreached(work: Work, userId: string): Promise<void> {
  const { tx, orgId, now } = work;
  const detail = { user: userId, reason: 'no account that can be reached' };
  await addEvent(tx, orgId, { ticketId: null, actorId: null, kind: 'tell.missed', detail, now });
  const line = await lineToAdmin(work);
  if (!line || !(await markNotice(tx, orgId, { subjectId: userId, threshold: 'digest.unreached', now }))) return;
  const { people, channel } = await defaultRecipients(tx, orgId);
  const instead = people.find(({ is_reachable }) => is_reachable === 1)?.user_id;
  const names = await findNames(tx, orgId, instead === undefined ? [userId] : [userId, instead]);
  const told = {
    person: names.get(userId),
    instead: instead && names.get(instead),
    isInChannel: channel !== undefined,
  };
  await say(work, line, unreachedReply(told));
}
