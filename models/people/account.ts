import type { Role } from '../../src/rules/policy.js';
import { newId, type OrgId } from '../ids.js';
import { first, type Sql } from '../sql.js';

/** How far a platform identity is trusted; only members act. */
export type Standing = 'member' | 'guest' | 'stranger' | 'bot' | 'deactivated';

/** A person as they are known: the account on this platform and the user it belongs to. */
export interface PersonRow {
  readonly account_id: string;
  readonly org_id: string;
  readonly user_id: string;
  readonly platform: string;
  readonly tenant: string;
  readonly external_id: string;
  readonly standing: Standing;
  readonly greeted_at: string | null;
  /** When the person last wrote or pressed there, to the hour; '' when not yet. */
  readonly used_at: string;
  /** When their platform was last asked about them. */
  readonly checked_at: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly email: string | null;
  readonly role: Role;
  readonly dept_name: string | null;
  /** 1 where it was this account's membership in the triage channel that made its user a tech. */
  readonly is_triage_member: number;
}

const SELECT = `SELECT a.account_id, a.org_id, a.user_id, a.platform, a.tenant, a.external_id, a.standing, a.greeted_at,
    a.used_at, a.checked_at, a.is_triage_member, u.first_name, u.last_name, u.email, u.role, d.dept_name
  FROM account a JOIN users u ON u.org_id = a.org_id AND u.user_id = a.user_id
  LEFT JOIN departments d ON d.dept_id = u.dept_id`;

/** The person behind a platform identity, with the role the database gives them at this moment. */
export function findPerson(
  sql: Sql,
  orgId: OrgId,
  { platform, tenant, externalId }: { platform: string; tenant: string; externalId: string },
): Promise<PersonRow | undefined> {
  return first(sql, `${SELECT} WHERE a.org_id = $1 AND a.platform = $2 AND a.tenant = $3 AND a.external_id = $4`, [
    orgId,
    platform,
    tenant,
    externalId,
  ]);
}

/** Every account of a user, the one seen longest first. */
export function findAccountsOf(sql: Sql, orgId: OrgId, userId: string): Promise<PersonRow[]> {
  return sql.all(`${SELECT} WHERE a.org_id = $1 AND a.user_id = $2 ORDER BY a.created_at, a.account_id`, [
    orgId,
    userId,
  ]);
}

/** The account `a` is a member's, where the desk is installed: it may act, and can be told something. */
const IS_REACHABLE = `a.standing = 'member' AND NOT EXISTS
  (SELECT 1 FROM installation i WHERE i.org_id = a.org_id AND i.platform = a.platform AND i.tenant = a.tenant
   AND i.removed_at IS NOT NULL)`;

/** The user `u` has an account as `findReachableAccounts` finds it. */
export const HAS_REACHABLE_ACCOUNT = `EXISTS
  (SELECT 1 FROM account a WHERE a.org_id = u.org_id AND a.user_id = u.user_id AND ${IS_REACHABLE})`;

/** The accounts by which a user can be told something, the one used last first: members', where the desk is installed. */
export function findReachableAccounts(sql: Sql, orgId: OrgId, userId: string): Promise<PersonRow[]> {
  return sql.all(
    `${SELECT} WHERE a.org_id = $1 AND a.user_id = $2 AND ${IS_REACHABLE}
     ORDER BY a.used_at DESC, a.created_at, a.account_id`,
    [orgId, userId],
  );
}

/** The person wrote or pressed there just now; kept to the hour, since every press would be a write otherwise. */
export async function markUsed(tx: Sql, person: PersonRow, now: Date): Promise<void> {
  if (person.used_at !== '' && now.getTime() - Date.parse(person.used_at) < USED_MS) return;
  await tx.run('UPDATE account SET used_at = $1 WHERE org_id = $2 AND account_id = $3 AND used_at < $1', [
    now.toISOString(),
    person.org_id,
    person.account_id,
  ]);
}

const USED_MS = 3_600_000;

export async function addAccount(
  tx: Sql,
  orgId: OrgId,
  of: {
    readonly userId: string;
    readonly platform: string;
    readonly tenant: string;
    readonly externalId: string;
    readonly standing: Standing;
    /** IANA zone, where the platform tells it. */
    readonly timeZone?: string | undefined;
    readonly now: Date;
  },
): Promise<void> {
  const at = of.now.toISOString();
  await tx.run(
    `INSERT INTO account
       (account_id, org_id, user_id, platform, tenant, external_id, standing, time_zone, checked_at, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)
     ON CONFLICT (platform, tenant, external_id) DO NOTHING`,
    [newId(), orgId, of.userId, of.platform, of.tenant, of.externalId, of.standing, of.timeZone ?? null, at],
  );
}

/** Their platform was asked about them, and says how far they are to be trusted and, where it does, in which zone they are. */
export async function markChecked(
  tx: Sql,
  orgId: OrgId,
  accountId: string,
  { standing, timeZone, now }: { standing: Standing; timeZone?: string | undefined; now: Date },
): Promise<void> {
  await tx.run(
    `UPDATE account SET standing = $1, checked_at = $2, time_zone = COALESCE($3, time_zone)
     WHERE org_id = $4 AND account_id = $5`,
    [standing, now.toISOString(), timeZone ?? null, orgId, accountId],
  );
}

/** Their platform is to be asked about them anew, before anybody else. */
export async function markUnchecked(tx: Sql, orgId: OrgId, accountId: string): Promise<void> {
  await tx.run('UPDATE account SET checked_at = $1 WHERE org_id = $2 AND account_id = $3', [
    new Date(0).toISOString(),
    orgId,
    accountId,
  ]);
}

/** The person was told what is stored and who reads it; true the first time only. */
export async function markGreeted(tx: Sql, orgId: OrgId, accountId: string, now: Date): Promise<boolean> {
  const changed = await tx.run(
    'UPDATE account SET greeted_at = $1 WHERE org_id = $2 AND account_id = $3 AND greeted_at IS NULL',
    [now.toISOString(), orgId, accountId],
  );
  return changed === 1;
}

/** The time zone of a person, as far as a platform told it. */
export async function findZoneOf(sql: Sql, orgId: OrgId, userId: string): Promise<string | undefined> {
  const row = await first<{ time_zone: string }>(
    sql,
    `SELECT time_zone FROM account WHERE org_id = $1 AND user_id = $2 AND standing = 'member' AND time_zone IS NOT NULL
     ORDER BY created_at, account_id LIMIT 1`,
    [orgId, userId],
  );
  return row?.time_zone;
}

/** The time zone an account's platform told of it. */
export async function findZoneOfAccount(sql: Sql, orgId: OrgId, accountId: string): Promise<string | undefined> {
  const row = await first<{ time_zone: string | null }>(
    sql,
    'SELECT time_zone FROM account WHERE org_id = $1 AND account_id = $2',
    [orgId, accountId],
  );
  return row?.time_zone ?? undefined;
}

/** Members whose e-mail no platform told, so that nobody knows whether they are somebody of the organisation already. */
export function findUnlinkedAccounts(sql: Sql, orgId: OrgId, limit: number): Promise<PersonRow[]> {
  return sql.all(
    `${SELECT} WHERE a.org_id = $1 AND u.email IS NULL AND a.standing = 'member' ORDER BY a.created_at, a.account_id LIMIT $2`,
    [orgId, limit],
  );
}

/** Whether it was this account's membership in the triage channel that made its user a tech. */
export async function markTriageMember(tx: Sql, orgId: OrgId, accountId: string, isMember: boolean): Promise<void> {
  await tx.run('UPDATE account SET is_triage_member = $1 WHERE org_id = $2 AND account_id = $3', [
    isMember ? 1 : 0,
    orgId,
    accountId,
  ]);
}

/** The accounts of a tenant whose users are techs by their membership in the triage channel, and by no other account's. */
export function findTriageMembers(
  sql: Sql,
  orgId: OrgId,
  { platform, tenant }: { platform: string; tenant: string },
): Promise<PersonRow[]> {
  return sql.all(
    `${SELECT} WHERE a.org_id = $1 AND a.platform = $2 AND a.tenant = $3 AND a.is_triage_member = 1
       AND u.role = 'tech' AND NOT EXISTS (SELECT 1 FROM account o WHERE o.org_id = a.org_id
         AND o.user_id = a.user_id AND o.account_id <> a.account_id AND o.is_triage_member = 1)`,
    [orgId, platform, tenant],
  );
}

/** Accounts whose platform was not asked about them since `before`, the longest ago first. */
export function findUnchecked(
  sql: Sql,
  orgId: OrgId,
  { platform, tenant, before, limit }: { platform: string; tenant: string; before: Date; limit: number },
): Promise<PersonRow[]> {
  return sql.all(
    `${SELECT} WHERE a.org_id = $1 AND a.platform = $2 AND a.tenant = $3 AND a.checked_at < $4
     ORDER BY a.checked_at, a.account_id LIMIT $5`,
    [orgId, platform, tenant, before.toISOString(), limit],
  );
}
