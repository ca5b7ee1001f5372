import { newId, type OrgId } from '../ids.js';
import { first, type Sql } from '../sql.js';

/** What is due: at most one timer of a kind for a subject. */
export interface TimerKey {
  readonly kind: string;
  readonly subjectId: string;
}

/** A due timer this process holds; the fence tells its late effects from those of whoever took it over. */
export interface TimerClaim {
  readonly timer_id: string;
  readonly org_id: string;
  readonly kind: string;
  readonly subject_id: string;
  /** When it became due, UTC ISO 8601. */
  readonly due_at: string;
  readonly fence: number;
  /** How often it was tried and failed. */
  readonly attempts: number;
}

/** Makes something due, in the transaction that says so. One that was there is moved, and whoever holds it loses it. */
export async function setTimer(
  tx: Sql,
  orgId: OrgId,
  { kind, subjectId, dueAt, now }: TimerKey & { readonly dueAt: Date; readonly now: Date },
): Promise<void> {
  const due = dueAt.toISOString();
  await tx.run(
    `INSERT INTO timer (timer_id, org_id, kind, subject_id, due_at, next_attempt_at, created_at)
     VALUES ($1, $2, $3, $4, $5, $5, $6)
     ON CONFLICT (org_id, kind, subject_id) DO UPDATE SET
       due_at = excluded.due_at, next_attempt_at = excluded.next_attempt_at, fence = timer.fence + 1,
       attempts = 0, state = 'waiting', reason = NULL`,
    [newId(), orgId, kind, subjectId, due, now.toISOString()],
  );
}

/** Everything of a kind that waits in an organisation is due at once: the rules it was timed by changed. */
export async function wakeTimers(tx: Sql, orgId: OrgId, kind: string, now: Date): Promise<void> {
  await tx.run(
    `UPDATE timer SET due_at = $1, next_attempt_at = $1, fence = fence + 1
     WHERE org_id = $2 AND kind = $3 AND state = 'waiting' AND due_at > $1`,
    [now.toISOString(), orgId, kind],
  );
}

/**
 * Makes something due unless it is already; true when this call did. Whoever fires one that is due soon waits for this
 * transaction, and so sees what it wrote; of one that is due later many may read at once.
 */
export async function ensureTimer(
  tx: Sql,
  orgId: OrgId,
  { kind, subjectId, dueAt, now }: TimerKey & { readonly dueAt: Date; readonly now: Date },
): Promise<boolean> {
  const known = await first(
    tx,
    `SELECT timer_id FROM timer WHERE org_id = $1 AND kind = $2 AND subject_id = $3 AND state = 'waiting'
       AND next_attempt_at > $4`,
    [orgId, kind, subjectId, new Date(now.getTime() + SOON_MS).toISOString()],
  );
  if (known) return false;
  const timerId = newId();
  const row = await first<{ timer_id: string }>(
    tx,
    `INSERT INTO timer (timer_id, org_id, kind, subject_id, due_at, next_attempt_at, created_at)
     VALUES ($1, $2, $3, $4, $5, $5, $6)
     ON CONFLICT (org_id, kind, subject_id) DO UPDATE SET fence = timer.fence RETURNING timer_id`,
    [timerId, orgId, kind, subjectId, dueAt.toISOString(), now.toISOString()],
  );
  return row?.timer_id === timerId;
}

/** A transaction ends within this, ms. */
export const SOON_MS = 5_000;

/** Whether anything of this kind that was due by then is still to be done in the organisation, or under way. */
export async function isAnyLeft(sql: Sql, orgId: OrgId, kind: string, dueBy: string): Promise<boolean> {
  const row = await first(
    sql,
    `SELECT timer_id FROM timer WHERE org_id = $1 AND kind = $2 AND state = 'waiting' AND due_at <= $3 LIMIT 1`,
    [orgId, kind, dueBy],
  );
  return row !== undefined;
}

/** Nothing of this kind is due for the subject any more. */
export async function clearTimer(tx: Sql, orgId: OrgId, { kind, subjectId }: TimerKey): Promise<void> {
  await tx.run('DELETE FROM timer WHERE org_id = $1 AND kind = $2 AND subject_id = $3', [orgId, kind, subjectId]);
}

/** Nothing of these kinds is due for the subject any more. */
export async function clearTimers(tx: Sql, orgId: OrgId, subjectId: string, kinds: readonly string[]): Promise<void> {
  if (kinds.length === 0) return;
  const places = kinds.map((_, index) => `$${index + 3}`).join(', ');
  await tx.run(`DELETE FROM timer WHERE org_id = $1 AND subject_id = $2 AND kind IN (${places})`, [
    orgId,
    subjectId,
    ...kinds,
  ]);
}

/** Claims up to `limit` due timers of a kind, the longest due first, until `until`. Nobody else gets them before that. */
export async function claimTimersInAllOrgs(
  tx: Sql,
  { kind, now, until, limit }: { kind: string; now: Date; until: Date; limit: number },
): Promise<TimerClaim[]> {
  const claimed = await tx.all<TimerClaim>(
    `/* all orgs: due work of every organisation */
     UPDATE timer SET next_attempt_at = $1, fence = fence + 1
     WHERE state = 'waiting' AND next_attempt_at <= $2 AND timer_id IN
       (SELECT timer_id FROM timer WHERE kind = $3 AND state = 'waiting' AND next_attempt_at <= $2
        ORDER BY next_attempt_at LIMIT $4)
     RETURNING timer_id, org_id, kind, subject_id, due_at, fence, attempts`,
    [until.toISOString(), now.toISOString(), kind, limit],
  );
  // What has failed before is tried last: it may take its whole time to fail again.
  return claimed.sort((a, b) => Math.sign(a.attempts - b.attempts) || (a.due_at < b.due_at ? -1 : 1));
}

/** Ends a timer in the transaction of its effect; false when it was moved, cleared or taken over: then nothing may be done. */
export async function endTimer(tx: Sql, { org_id, timer_id, fence }: TimerClaim): Promise<boolean> {
  const ended = await tx.run('DELETE FROM timer WHERE org_id = $1 AND timer_id = $2 AND fence = $3', [
    org_id,
    timer_id,
    fence,
  ]);
  return ended === 1;
}

/** It failed: again at `nextAttemptAt`, or, without one, never until somebody redrives it. */
export async function failTimer(
  tx: Sql,
  { org_id, timer_id, fence }: TimerClaim,
  { reason, nextAttemptAt }: { reason: string; nextAttemptAt: Date | undefined },
): Promise<void> {
  await tx.run(
    `UPDATE timer SET attempts = attempts + 1, reason = $1, state = $2, next_attempt_at = COALESCE($3, next_attempt_at)
     WHERE org_id = $4 AND timer_id = $5 AND fence = $6`,
    [reason, nextAttemptAt ? 'waiting' : 'dead', nextAttemptAt?.toISOString() ?? null, org_id, timer_id, fence],
  );
}

/** Gives claimed timers back untouched: due as they were before, for whoever comes next. */
export async function releaseTimers(tx: Sql, claims: readonly TimerClaim[]): Promise<void> {
  for (const { org_id, timer_id, due_at, fence } of claims)
    await tx.run('UPDATE timer SET next_attempt_at = $1 WHERE org_id = $2 AND timer_id = $3 AND fence = $4', [
      due_at,
      org_id,
      timer_id,
      fence,
    ]);
}
