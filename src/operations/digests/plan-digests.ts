import { ensureChannel } from '../../../models/conversations/conversation.js';
import { findSentFor } from '../../../models/digests/digest-sent.js';
import {
  type DigestChoice,
  type DigestSubscription,
  ensureSubscription,
  findSubscriptionsOn,
  markPlanned,
} from '../../../models/digests/digest-subscription.js';
import { clearTimer, setTimer } from '../../../models/due-work/timer.js';
import type { OrgId } from '../../../models/ids.js';
import type { Sql } from '../../../models/sql.js';
import { type DigestTerms, dueDigest } from '../../rules/digest-due.js';
import { nextMoment } from '../../rules/local-moment.js';
import { type OrgRules, rulesOf } from '../organisations/org-settings.js';
import type { Work } from '../work.js';
import { defaultRecipients, isOfOneDepartment } from './default-recipients.js';

/** Timers of this kind are due when a subscription's hour comes. */
export const DIGEST_TIMER = 'digest';

/** What somebody gets who chose nothing yet. */
export function usualChoice({ digests: { hour, rhythm } }: Pick<OrgRules, 'digests'>): DigestChoice {
  return { hour, rhythm: rhythm ?? 'daily', scope: 'organisation', dept_id: null };
}

/** Makes a subscription for everybody who gets digests by default, and sets every timer by the zone and hour as they are now. */
export async function planDigests(work: Work): Promise<void> {
  const { tx, orgId, now } = work;
  const rules = await rulesOf(tx, orgId);
  const usual = usualChoice(rules);
  const { people, channel } = await defaultRecipients(tx, orgId);
  if (channel) {
    const place = await ensureChannel(tx, orgId, channel, now);
    const recipient = { conversationId: place.conversation_id };
    await ensureSubscription(tx, orgId, { recipient, choice: usual, isDefault: true, now });
  }
  for (const person of people) {
    const scope = isOfOneDepartment(person) ? ('department' as const) : ('organisation' as const);
    const choice = { ...usual, scope };
    await ensureSubscription(tx, orgId, { recipient: { userId: person.user_id }, choice, isDefault: true, now });
  }
  for (const subscription of await findSubscriptionsOn(tx, orgId)) {
    if (subscription.planned_for !== plannedBy(subscription, rules)) await planDigest(work, subscription);
  }
}

/**
 * Sets the timer of a subscription: to its next moment, or to now where a digest of a past one is still to come and is
 * not to be left out.
 */
export async function planDigest(
  work: Work,
  subscription: DigestSubscription,
  { isLeftOut = false }: { isLeftOut?: boolean } = {},
): Promise<Date | undefined> {
  const { tx, orgId, now } = work;
  const key = { kind: DIGEST_TIMER, subjectId: subscription.subscription_id };
  if (subscription.is_on === 0) {
    await clearTimer(tx, orgId, key);
    return undefined;
  }
  const rules = await rulesOf(tx, orgId);
  const terms = await termsOf(tx, orgId, { subscription, rules });
  const dueAt = !isLeftOut && dueDigest(terms, now) ? now : nextMoment(terms, now).at;
  await setTimer(tx, orgId, { ...key, dueAt, now });
  await markPlanned(tx, subscription, plannedBy(subscription, rules));
  return dueAt;
}

/** By what a subscription's digests are due. */
export async function termsOf(
  sql: Sql,
  orgId: OrgId,
  { subscription, rules }: { subscription: DigestSubscription; rules: OrgRules },
): Promise<DigestTerms> {
  const { hour, rhythm, since, zone } = subscription;
  return {
    zone: zone ?? rules.zone,
    hour,
    rhythm,
    calendar: rules.calendar,
    since: new Date(since),
    ...(await findSentFor(sql, orgId, recipientIdOf(subscription))),
  };
}

/** Whose digests are counted together, however often somebody subscribes. */
export function recipientIdOf({ user_id, conversation_id }: DigestSubscription): string {
  const id = user_id ?? conversation_id;
  if (id === null) throw new Error('A subscription has a recipient.');
  return id;
}

/** As `findOrgsToPlanInAllOrgs` writes it. */
function plannedBy({ zone, hour }: DigestSubscription, rules: OrgRules): string {
  return `${JSON.stringify(zone ?? rules.zone)} ${hour}`;
}
