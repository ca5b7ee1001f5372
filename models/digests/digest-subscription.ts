import type { DigestRhythm } from '../../src/rules/digest-due.js';
import type { MissingTimer } from '../due-work/timer-audit.js';
import { newId, type OrgId } from '../ids.js';
import { first, type Sql } from '../sql.js';

/** Who gets digests: a person, or everybody in a channel. */
export interface DigestSubscription {
  readonly subscription_id: string;
  readonly org_id: string;
  readonly user_id: string | null;
  readonly conversation_id: string | null;
  readonly rhythm: DigestRhythm;
  /** On the wall of the zone, 0 to 23. */
  readonly hour: number;
  readonly scope: 'organisation' | 'department';
  /** A channel's department; a person's is the one they are in when it is sent. */
  readonly dept_id: number | null;
  /** Null: the organisation's. */
  readonly zone: string | null;
  readonly is_on: number;
  /** Made because they are a recipient unless somebody says otherwise. */
  readonly is_default: number;
  readonly since: string;
  /** The zone and hour its timer was set by. */
  readonly planned_for: string;
  readonly version: number;
}

/** Whose subscription it is. */
export type DigestRecipient = { readonly userId: string } | { readonly conversationId: string };

const COLUMNS = `subscription_id, org_id, user_id, conversation_id, rhythm, hour, scope, dept_id, zone, is_on, is_default,
  since, planned_for, version`;

export function findSubscription(sql: Sql, orgId: OrgId, id: string): Promise<DigestSubscription | undefined> {
  return first(sql, `SELECT ${COLUMNS} FROM digest_subscription WHERE org_id = $1 AND subscription_id = $2`, [
    orgId,
    id,
  ]);
}

export function findSubscriptionOf(
  sql: Sql,
  orgId: OrgId,
  of: DigestRecipient,
): Promise<DigestSubscription | undefined> {
  const [column, id] = 'userId' in of ? ['user_id', of.userId] : ['conversation_id', of.conversationId];
  return first(sql, `SELECT ${COLUMNS} FROM digest_subscription WHERE org_id = $1 AND ${column} = $2`, [orgId, id]);
}

/** What a subscription says besides whose it is. */
export type DigestChoice = Pick<DigestSubscription, 'rhythm' | 'hour' | 'scope' | 'dept_id'>;

/** Makes a subscription that counts from `now`; the one that is there when there is one. */
export async function ensureSubscription(
  tx: Sql,
  orgId: OrgId,
  {
    recipient,
    choice,
    isDefault,
    now,
  }: { recipient: DigestRecipient; choice: DigestChoice; isDefault: boolean; now: Date },
): Promise<DigestSubscription> {
  const userId = 'userId' in recipient ? recipient.userId : null;
  const conversationId = 'conversationId' in recipient ? recipient.conversationId : null;
  await tx.run(
    `INSERT INTO digest_subscription
       (subscription_id, org_id, user_id, conversation_id, rhythm, hour, scope, dept_id, is_default, since)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING`,
    [
      newId(),
      orgId,
      userId,
      conversationId,
      choice.rhythm,
      choice.hour,
      choice.scope,
      choice.dept_id,
      isDefault ? 1 : 0,
      now.toISOString(),
    ],
  );
  const found = await findSubscriptionOf(tx, orgId, recipient);
  if (!found) throw new Error('A subscription that conflicts exists.');
  return found;
}

/** Changes what somebody chose; from then on it is no default any more, and cards of older versions are out of date. */
export async function changeSubscription(
  tx: Sql,
  { org_id, subscription_id }: DigestSubscription,
  change: Partial<Pick<DigestSubscription, 'rhythm' | 'hour' | 'scope' | 'dept_id' | 'is_on' | 'since'>>,
): Promise<void> {
  const given = Object.entries(change);
  const sets = given.map(([name], index) => `, ${name} = $${index + 3}`).join('');
  await tx.run(
    `UPDATE digest_subscription SET is_default = 0, version = version + 1${sets}
     WHERE org_id = $1 AND subscription_id = $2`,
    [org_id, subscription_id, ...given.map(([, value]) => value)],
  );
}

/** Its timer was set by this zone and hour. */
export async function markPlanned(tx: Sql, of: DigestSubscription, plannedFor: string): Promise<void> {
  await tx.run('UPDATE digest_subscription SET planned_for = $1 WHERE org_id = $2 AND subscription_id = $3', [
    plannedFor,
    of.org_id,
    of.subscription_id,
  ]);
}

/** Default recipients get digests at another hour and rhythm; with none they are no recipients any more. */
export async function changeDefaultSubscriptions(
  tx: Sql,
  orgId: OrgId,
  { hour, rhythm }: { readonly hour: number; readonly rhythm: DigestRhythm | null },
): Promise<void> {
  if (rhythm === null) {
    await tx.run('DELETE FROM digest_subscription WHERE org_id = $1 AND is_default = 1', [orgId]);
    return;
  }
  await tx.run(
    `UPDATE digest_subscription SET hour = $2, rhythm = $3, version = version + 1
     WHERE org_id = $1 AND is_default = 1 AND (hour <> $2 OR rhythm <> $3)`,
    [orgId, hour, rhythm],
  );
}

/** A default recipient is none any more. What they got already is still known. */
export async function dropDefaultSubscription(tx: Sql, of: DigestSubscription): Promise<void> {
  await tx.run('DELETE FROM digest_subscription WHERE org_id = $1 AND subscription_id = $2 AND is_default = 1', [
    of.org_id,
    of.subscription_id,
  ]);
}

/** Every subscription of an organisation that is on. */
export function findSubscriptionsOn(sql: Sql, orgId: OrgId): Promise<DigestSubscription[]> {
  return sql.all(
    `SELECT ${COLUMNS} FROM digest_subscription WHERE org_id = $1 AND is_on = 1 ORDER BY subscription_id`,
    [orgId],
  );
}

/** Subscriptions that are on and have no timer: what the auditor mends. */
export function findUntimedSubscriptionsInAllOrgs(sql: Sql, limit: number): Promise<MissingTimer[]> {
  return sql.all(
    `/* all orgs: the auditor looks after every organisation */
     SELECT s.org_id, s.subscription_id AS subject_id, s.since AS due_at FROM digest_subscription s
     WHERE s.is_on = 1 AND NOT EXISTS (SELECT 1 FROM timer t
       WHERE t.org_id = s.org_id AND t.kind = 'digest' AND t.subject_id = s.subscription_id)
     LIMIT $1`,
    [limit],
  );
}
