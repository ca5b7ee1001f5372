import {
  type ConversationRow,
  ensureConversation,
  findConversation,
} from '../../../models/conversations/conversation.js';
import { findDepartmentName } from '../../../models/department.js';
import { type DigestPerson, findDigestPerson } from '../../../models/digests/digest-recipients.js';
import {
  changeSubscription,
  type DigestRecipient,
  type DigestSubscription,
  ensureSubscription,
  findSubscriptionOf,
} from '../../../models/digests/digest-subscription.js';
import { addEvent } from '../../../models/tickets/ticket-event.js';
import type { DigestSettingsView } from '../../cards/digests/digest-settings.js';
import { dueDigest, nextDigestOf } from '../../rules/digest-due.js';
import { rulesOf } from '../organisations/org-settings.js';
import type { Work } from '../work.js';
import { maySeeDigest, scopeOfPerson } from './digest-recipient.js';
import { planDigest, termsOf, usualChoice } from './plan-digests.js';

/** Whose digests are looked at or changed, by whom. */
export interface DigestTarget {
  readonly recipient: DigestRecipient;
  /** As a button names it: `me`, or the channel's conversation. */
  readonly subject: string;
  readonly person: DigestPerson;
}

/** What somebody may do to digests. `start` makes a subscription where there is none. */
export type DigestChange =
  | { readonly kind: 'start' | 'stop' | 'weekly' | 'daily' | 'department' | 'organisation' }
  | { readonly kind: 'hour'; readonly hour: number };

/**
 * The target a person means: `me`, or a channel of the organisation by its conversation. Undefined for who may not see
 * digests, which the audit keeps, and for what is no channel.
 */
export async function findDigestTarget(
  { tx, orgId, now }: Work,
  { userId, subject }: { userId: string; subject: string },
): Promise<DigestTarget | undefined> {
  const person = await findDigestPerson(tx, orgId, userId);
  if (!person || !maySeeDigest(person)) {
    await addEvent(tx, orgId, {
      ticketId: null,
      actorId: userId,
      kind: 'see_digest.refused',
      detail: { why: 'role' },
      now,
    });
    return undefined;
  }
  if (subject === 'me') return { recipient: { userId }, subject, person };
  const place = await findConversation(tx, orgId, subject);
  return place?.kind === 'channel' ? { recipient: { conversationId: subject }, subject, person } : undefined;
}

/** How a place names whose digests are meant there: the person's own in a direct message, else the channel's. */
export async function digestSubjectAt({ tx, orgId, now }: Work, place: ConversationRow): Promise<string> {
  if (place.kind === 'direct') return 'me';
  const { platform, tenant, channel_key: key } = place;
  const channel = await ensureConversation(tx, orgId, { platform, tenant, key, channelKey: key, kind: 'channel', now });
  return channel.conversation_id;
}

/** What the target gets now. */
export async function digestSettingsOf(work: Work, target: DigestTarget): Promise<DigestSettingsView> {
  const { tx, orgId, now } = work;
  const subscription = await findSubscriptionOf(tx, orgId, target.recipient);
  const rules = await rulesOf(tx, orgId);
  const terms = subscription && (await termsOf(tx, orgId, { subscription, rules }));
  return {
    subject: target.subject,
    subscription,
    department: subscription && (await departmentOf(work, target, subscription)),
    hasDepartment: target.person.dept_id !== null,
    nextAt: terms && (dueDigest(terms, now) ? now : nextDigestOf(terms, now)),
    zone: terms?.zone ?? rules.zone,
    now,
  };
}

/** Changes what the target gets, and when the next digest comes. Audited. */
export async function changeDigest(work: Work, target: DigestTarget, change: DigestChange): Promise<void> {
  const { tx, orgId, now } = work;
  const before = await findSubscriptionOf(tx, orgId, target.recipient);
  const own = { userId: target.person.user_id };
  const mine = 'conversationId' in target.recipient ? await findSubscriptionOf(tx, orgId, own) : undefined;
  const usual = usualChoice(await rulesOf(tx, orgId));
  const choice = before ?? { ...usual, ...scopeChoice(target, mine?.scope ?? 'organisation') };
  const made = { recipient: target.recipient, choice, isDefault: false, now };
  const subscription = before ?? (await ensureSubscription(tx, orgId, made));
  await changeSubscription(tx, subscription, columnsOf(work, target, { change, subscription }));
  const after = await findSubscriptionOf(tx, orgId, target.recipient);
  if (after) await planDigest(work, after);
  await addEvent(tx, orgId, {
    ticketId: null,
    actorId: target.person.user_id,
    kind: `digest.${change.kind}`,
    detail: { subscription: subscription.subscription_id, ...(change.kind === 'hour' && { hour: change.hour }) },
    now,
  });
}

function columnsOf(
  { now }: Work,
  target: DigestTarget,
  { change, subscription }: { change: DigestChange; subscription: DigestSubscription },
): Parameters<typeof changeSubscription>[2] {
  switch (change.kind) {
    case 'hour':
      return { hour: change.hour };
    case 'stop':
      return { is_on: 0 };
    case 'start':
      return subscription.is_on === 1 ? {} : { is_on: 1, since: now.toISOString() };
    case 'weekly':
    case 'daily':
      return { rhythm: change.kind };
    case 'department':
    case 'organisation':
      return scopeChoice(target, change.kind);
  }
}

/** A channel keeps the department of who chose it; a person's own is looked up each time. */
function scopeChoice({ recipient, person }: DigestTarget, scope: DigestSubscription['scope']) {
  const isOfDepartment = scope === 'department' && person.dept_id !== null;
  const dept_id = isOfDepartment && 'conversationId' in recipient ? person.dept_id : null;
  return { scope: isOfDepartment ? ('department' as const) : ('organisation' as const), dept_id };
}

async function departmentOf(
  { tx }: Work,
  { person, recipient }: DigestTarget,
  subscription: DigestSubscription,
): Promise<string | undefined> {
  if ('userId' in recipient) return scopeOfPerson(person, subscription).name;
  return subscription.dept_id === null ? undefined : findDepartmentName(tx, subscription.dept_id);
}
