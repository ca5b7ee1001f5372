import { newId, type OrgId } from '../ids.js';
import { first, type Sql } from '../sql.js';

/** A subject that ought to have a timer of some kind and has none. */
export interface MissingTimer {
  readonly org_id: string;
  readonly subject_id: string;
  /** When it is due, UTC ISO 8601; may have passed. */
  readonly due_at: string;
}

/** A timer that was given up. */
export interface DeadTimer {
  readonly timer_id: string;
  readonly org_id: string;
  readonly kind: string;
  readonly subject_id: string;
  readonly due_at: string;
  readonly attempts: number;
  readonly reason: string | null;
}

/** Puts a timer where one is missing; false when one was set meanwhile, which stays as it is. */
export async function supplyTimer(
  tx: Sql,
  orgId: OrgId,
  { kind, subjectId, dueAt, now }: { kind: string; subjectId: string; dueAt: string; now: Date },
): Promise<boolean> {
  const made = await tx.run(
    `INSERT INTO timer (timer_id, org_id, kind, subject_id, due_at, next_attempt_at, created_at)
     VALUES ($1, $2, $3, $4, $5, $5, $6) ON CONFLICT (org_id, kind, subject_id) DO NOTHING`,
    [newId(), orgId, kind, subjectId, dueAt, now.toISOString()],
  );
  return made === 1;
}

/**
 * How many timers of a kind are due and since when, those included that somebody holds or that wait `withinMs` for their
 * next attempt; and how many were given up.
 */
export async function countTimersInAllOrgs(
  sql: Sql,
  { kind, now, withinMs }: { kind: string; now: Date; withinMs: number },
): Promise<{ due: number; oldest: string | null; dead: number }> {
  const waiting = await first<{ due: number; oldest: string | null }>(
    sql,
    `/* all orgs: health of the whole service */
     SELECT CAST(COUNT(*) AS INTEGER) AS due, MIN(due_at) AS oldest FROM timer
     WHERE kind = $1 AND state = 'waiting' AND next_attempt_at <= $2 AND due_at <= $3`,
    [kind, new Date(now.getTime() + withinMs).toISOString(), now.toISOString()],
  );
  const dead = await first<{ rows: number }>(
    sql,
    `/* all orgs: health of the whole service */
     SELECT CAST(COUNT(*) AS INTEGER) AS rows FROM timer WHERE state = 'dead' AND kind = $1`,
    [kind],
  );
  return { due: waiting?.due ?? 0, oldest: waiting?.oldest ?? null, dead: dead?.rows ?? 0 };
}

/** What is due later: how many timers of each kind, and when the first of them is, UTC ISO 8601. */
export function findComingTimersInAllOrgs(
  sql: Sql,
  now: Date,
): Promise<{ kind: string; timers: number; first_at: string }[]> {
  return sql.all(
    `/* all orgs: the command line looks after the whole service */
     SELECT kind, CAST(COUNT(*) AS INTEGER) AS timers, MIN(due_at) AS first_at FROM timer
     WHERE state = 'waiting' AND next_attempt_at > $1 AND due_at > $1 GROUP BY kind`,
    [now.toISOString()],
  );
}

/** What was given up, the longest due first. */
export function findDeadTimersInAllOrgs(sql: Sql, limit: number): Promise<DeadTimer[]> {
  return sql.all(
    `/* all orgs: the command line looks after the whole service */
     SELECT timer_id, org_id, kind, subject_id, due_at, attempts, reason FROM timer
     WHERE state = 'dead' ORDER BY due_at LIMIT $1`,
    [limit],
  );
}

/** Lets a timer that was given up be tried anew, once: false when it is not given up any more. */
export async function redriveTimerInAnyOrg(tx: Sql, timerId: string, now: Date): Promise<boolean> {
  const changed = await tx.run(
    `/* all orgs: the command line looks after the whole service */
     UPDATE timer SET state = 'waiting', attempts = 0, reason = NULL, next_attempt_at = $1, fence = fence + 1
     WHERE timer_id = $2 AND state = 'dead'`,
    [now.toISOString(), timerId],
  );
  return changed === 1;
}
