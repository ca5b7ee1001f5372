import { createHash, randomBytes } from 'node:crypto';
import { type OrgId, orgIdOf } from '../ids.js';
import { first, type Sql } from '../sql.js';

/** Whoever is signed in, as the database knows them at this moment. */
export interface ConsoleUser {
  readonly org_id: string;
  readonly org_name: string;
  readonly user_id: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly role: string;
}

/** Makes the secret of a link that signs a person in once, until it expires. Only its hash is stored. */
export async function makeConsoleLink(
  tx: Sql,
  orgId: OrgId,
  { userId, now, expiresAt }: { userId: string; now: Date; expiresAt: Date },
): Promise<string> {
  await forgetOldLinks(tx, now);
  const token = newSecret();
  await tx.run(
    'INSERT INTO console_link (token_hash, org_id, user_id, expires_at, created_at) VALUES ($1, $2, $3, $4, $5)',
    [hashOf(token), orgId, userId, expiresAt.toISOString(), now.toISOString()],
  );
  return token;
}

/** Uses a link up; undefined when it is unknown, expired or was used. */
export async function takeConsoleLink(
  tx: Sql,
  token: string,
  now: Date,
): Promise<{ readonly orgId: OrgId; readonly userId: string } | undefined> {
  const row = await first<{ org_id: string; user_id: string }>(
    tx,
    `/* all orgs: the secret says whose it is */
     DELETE FROM console_link WHERE token_hash = $1 AND expires_at > $2 RETURNING org_id, user_id`,
    [hashOf(token), now.toISOString()],
  );
  return row && { orgId: orgIdOf(row), userId: row.user_id };
}

function forgetOldLinks(tx: Sql, now: Date): Promise<number> {
  return tx.run(
    '/* all orgs: what has expired is of use to nobody */ DELETE FROM console_link WHERE expires_at <= $1',
    [now.toISOString()],
  );
}

/** Begins a session and answers its secret. */
export async function beginConsoleSession(
  tx: Sql,
  orgId: OrgId,
  { userId, now }: { userId: string; now: Date },
): Promise<string> {
  const token = newSecret();
  await tx.run(
    'INSERT INTO console_session (token_hash, org_id, user_id, seen_at, created_at) VALUES ($1, $2, $3, $4, $4)',
    [hashOf(token), orgId, userId, now.toISOString()],
  );
  return token;
}

/** The session with this secret and the person as they are now; undefined when it ended, or was idle or open too long. */
export function findConsoleUser(
  sql: Sql,
  token: string,
  { idleSince, begunSince }: { idleSince: Date; begunSince: Date },
): Promise<(ConsoleUser & { readonly seen_at: string }) | undefined> {
  return first(
    sql,
    `/* all orgs: the secret says whose it is */
     SELECT s.seen_at, u.org_id, o.name AS org_name, u.user_id, u.first_name, u.last_name, u.role
     FROM console_session s JOIN users u ON u.org_id = s.org_id AND u.user_id = s.user_id
     JOIN orgs o ON o.org_id = s.org_id
     WHERE s.token_hash = $1 AND s.seen_at > $2 AND s.created_at > $3`,
    [hashOf(token), idleSince.toISOString(), begunSince.toISOString()],
  );
}

/** The session was used just now. */
export async function touchConsoleSession(tx: Sql, token: string, now: Date): Promise<void> {
  await tx.run(
    '/* all orgs: the secret says whose it is */ UPDATE console_session SET seen_at = $1 WHERE token_hash = $2',
    [now.toISOString(), hashOf(token)],
  );
}

export async function endConsoleSession(tx: Sql, token: string): Promise<void> {
  await tx.run('/* all orgs: the secret says whose it is */ DELETE FROM console_session WHERE token_hash = $1', [
    hashOf(token),
  ]);
}

/** Forgets sessions that ended by themselves. */
export function forgetConsoleSessions(
  tx: Sql,
  { idleSince, begunSince }: { idleSince: Date; begunSince: Date },
): Promise<number> {
  return tx.run(
    `/* all orgs: what has ended is of use to nobody */
     DELETE FROM console_session WHERE seen_at <= $1 OR created_at <= $2`,
    [idleSince.toISOString(), begunSince.toISOString()],
  );
}

function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
