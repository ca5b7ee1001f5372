import { findOrgsToPlanInAllOrgs } from '../models/digests/digest-recipients.js';
import { findUntimedSubscriptionsInAllOrgs } from '../models/digests/digest-subscription.js';
import { countSilentDigestsInAllOrgs } from '../models/digests/silent-digests.js';
import { orgIdOf } from '../models/ids.js';
import { DIGEST_TIMER, planDigests } from '../src/operations/digests/plan-digests.js';
import { type PreparedDigest, prepareDigest, sendDigest } from '../src/operations/digests/send-digest.js';
import type { Job } from './job.js';
import { timerJob } from './timer-job.js';
import type { DueTools } from './tools.js';

const batch = 50;

const due = timerJob<DueTools, PreparedDigest | undefined>({
  name: 'send-digests',
  sentence: 'Sends managers their digests, once a local date at the hour they chose.',
  everyMs: 15_000,
  batch,
  kind: DIGEST_TIMER,
  shouldExist: (sql, { limit }) => findUntimedSubscriptionsInAllOrgs(sql, limit),
  async whySilent(sql, now) {
    const { nothing, unreached } = await countSilentDigestsInAllOrgs(sql, now);
    return [
      ...(nothing > 0
        ? [`${nothing} had nothing to say: no open or new ticket, and no device or warranty to tell of.`]
        : []),
      ...(unreached > 0 ? [`${unreached} could not be told: the recipient has no account that can be reached.`] : []),
    ];
  },
  prepare: (sql, { orgId, subjectId, now }) => prepareDigest(sql, orgId, { subscriptionId: subjectId, now }),
  async fire(work, { subjectId }, prepared) {
    await sendDigest(work, subjectId, prepared);
    return undefined;
  },
});

/** Digests, and the subscriptions of those who get them by default. */
export const sendDigests: Job<DueTools> = {
  ...due,
  async run(now, tools, signal, report) {
    for (const org_id of await findOrgsToPlanInAllOrgs(tools.database, batch)) {
      if (signal.aborted) break;
      await tools.commit(orgIdOf({ org_id }), now, planDigests);
    }
    return due.run(now, tools, signal, report);
  },
};
