import { findFiguresBefore, markDigest } from '../../../models/digests/digest-sent.js';
import {
  type DigestSubscription,
  dropDefaultSubscription,
  findSubscription,
} from '../../../models/digests/digest-subscription.js';
import type { OrgId } from '../../../models/ids.js';
import { rememberOtherwise } from '../../../models/outbox/otherwise.js';
import type { Sql } from '../../../models/sql.js';
import { findNames } from '../../../models/user.js';
import { prefaced } from '../../cards/change-reply.js';
import { digestReply } from '../../cards/digests/digest-card.js';
import type { DigestFigures } from '../../cards/digests/digest-view.js';
import { words } from '../../cards/wording/index.js';
import type { Reply } from '../../chat/outbound.js';
import { type DueDigest, dueDigest } from '../../rules/digest-due.js';
import { type OrgRules, rulesOf } from '../organisations/org-settings.js';
import { lineTo } from '../telling/tell-person.js';
import { say, type Work } from '../work.js';
import { defaultRecipients, standInsFor } from './default-recipients.js';
import { digestFigures, figuresOf, saysNothing } from './digest-figures.js';
import { type NamedScope, scopeOfRecipient } from './digest-recipient.js';
import { planDigest, recipientIdOf, termsOf } from './plan-digests.js';
import { tellUnreached } from './tell-unreached.js';

/** A digest that is due, counted. */
export interface PreparedDigest {
  readonly due: DueDigest;
  readonly scope: NamedScope;
  readonly zone: string;
  readonly figures: DigestFigures;
}

/** Counts the digest that a subscription should have by now; undefined when there is none. Reads only. */
export async function prepareDigest(
  sql: Sql,
  orgId: OrgId,
  { subscriptionId, now }: { subscriptionId: string; now: Date },
): Promise<PreparedDigest | undefined> {
  const subscription = await findSubscription(sql, orgId, subscriptionId);
  if (!subscription) return undefined;
  const rules = await rulesOf(sql, orgId);
  const wanted = await wantedNow({ tx: sql, orgId, now }, subscription, rules);
  if (!wanted) return undefined;
  const { hour } = subscription;
  return { ...wanted, figures: await digestFigures(sql, orgId, { ...wanted, rules, hour, now }) };
}

/**
 * Sends a subscription's digest when it is due and its recipient may still have it: at most once for a local date,
 * nothing when there is nothing to say. Sets the timer of the next one.
 */
export async function sendDigest(
  work: Work,
  subscriptionId: string,
  prepared: PreparedDigest | undefined,
): Promise<void> {
  const subscription = await findSubscription(work.tx, work.orgId, subscriptionId);
  if (!subscription || subscription.is_on === 0) return;
  const wanted = await wantedNow(work, subscription, await rulesOf(work.tx, work.orgId));
  if (!wanted && !(await isRecipient(work, subscription))) return passOver(work, subscription);
  if (wanted && prepared && isSame(wanted, prepared)) await deliver(work, subscription, prepared);
  // What was counted for another date or scope is not what is due now: the timer is due again at once.
  await planDigest(work, subscription);
}

/** Who may have no digest gets none for this date; should they be a manager again, they get the next one. */
async function passOver(work: Work, subscription: DigestSubscription): Promise<void> {
  if (subscription.is_default === 1) return dropDefaultSubscription(work.tx, subscription);
  await planDigest(work, subscription, { isLeftOut: true });
}

async function deliver(work: Work, subscription: DigestSubscription, prepared: PreparedDigest): Promise<void> {
  const { tx, orgId, now } = work;
  const { due, scope, zone, figures } = prepared;
  const recipientId = recipientIdOf(subscription);
  const scopeKey = String(scope.deptId ?? '');
  const isQuiet = saysNothing(figures);
  const place = isQuiet ? undefined : await placeOf(work, subscription);
  const isFirst = await markDigest(tx, orgId, {
    recipientId,
    date: due.date,
    zone,
    hasWeek: due.week !== undefined,
    outcome: isQuiet ? 'nothing' : place ? 'sent' : 'unreached',
    scope: scopeKey,
    figures: figuresOf(figures),
    now,
  });
  if (!isFirst || isQuiet) return;
  const { user_id: userId } = subscription;
  if (!place) return userId === null ? undefined : tellUnreached(work, userId);
  const before = await findFiguresBefore(tx, orgId, { recipientId, scope: scopeKey, date: due.date });
  const draw = (isShared: boolean) => digestReply({ figures, date: due.date, zone, scope, before, isShared });
  const reply = await prefacedFor(work, subscription, draw(userId === null));
  const outboxId = await say(work, place, reply, { isRepeatable: false });
  const next = userId === null ? undefined : await standInsFor(tx, orgId, userId);
  if (userId === null || !next) return;
  const telling = { reply: draw(false), publicReply: draw(true) };
  await rememberOtherwise(tx, orgId, { outboxId }, { telling, next: [...next], missed: [], reader: userId });
}

/** The point of contact, or the channel, is told for whom they stand in. */
async function prefacedFor(
  { tx, orgId }: Work,
  { is_default, user_id }: DigestSubscription,
  reply: Reply,
): Promise<Reply> {
  if (is_default === 0) return reply;
  const { people, missed } = await defaultRecipients(tx, orgId);
  const isStandIn = user_id === null || people.some((one) => one.user_id === user_id && one.is_poc === 1);
  if (!isStandIn || missed.length === 0) return reply;
  const names = await findNames(tx, orgId, missed);
  return prefaced(reply, words.escalation.missed(missed.map((one) => names.get(one) ?? words.labels.someone)));
}

async function placeOf(work: Work, { user_id, conversation_id }: DigestSubscription): Promise<string | undefined> {
  return conversation_id ?? (user_id === null ? undefined : lineTo(work, user_id));
}

type Wanted = Pick<PreparedDigest, 'due' | 'scope' | 'zone'>;

async function wantedNow(
  { tx, orgId, now }: Pick<Work, 'orgId' | 'now'> & { readonly tx: Sql },
  subscription: DigestSubscription,
  rules: OrgRules,
): Promise<Wanted | undefined> {
  if (subscription.is_on === 0) return undefined;
  const terms = await termsOf(tx, orgId, { subscription, rules });
  const due = dueDigest(terms, now);
  const scope = due && (await scopeOfRecipient(tx, orgId, subscription));
  return due && scope && { due, scope, zone: terms.zone };
}

async function isRecipient({ tx, orgId }: Work, subscription: DigestSubscription): Promise<boolean> {
  return (await scopeOfRecipient(tx, orgId, subscription)) !== undefined;
}

function isSame(one: Wanted, other: Wanted): boolean {
  return one.due.date === other.due.date && one.scope.deptId === other.scope.deptId && one.zone === other.zone;
}
