import { lend } from '../models/database/revocable.js';
import {
  claimTimersInAllOrgs,
  endTimer,
  failTimer,
  releaseTimers,
  setTimer,
  type TimerClaim,
} from '../models/due-work/timer.js';
import { countTimersInAllOrgs } from '../models/due-work/timer-audit.js';
import { type OrgId, orgIdOf } from '../models/ids.js';
import type { Sql } from '../models/sql.js';
import { log } from '../src/log.js';
import type { Work } from '../src/operations/work.js';
import { errorCode } from './engine/error-code.js';
import type { Handled, Job, JobTimers, Report } from './job.js';
import type { DueTools } from './tools.js';
import { within } from './within.js';

/** After so many failures a timer is a dead letter: it waits for somebody to redrive it. */
const MOST_ATTEMPTS = 5;
/** Effects under way at once; their commits share one fsync on SQLite. */
const CONCURRENCY = 8;
/** Preparing may take so many times as long: nobody waits for it. */
const PREPARE_SHARE = 40;
/** An effect may take so many times as long as it may do nothing: with a slow database it is at work for longer. */
const WHOLE_SHARE = 20;
/** Failures of the database, not of the timer: they cost it no attempt, and it is tried again when its lease ends. */
const OUTAGES = new Set(['database_busy', 'database_full', '40001', '40P01', 'ECONNREFUSED', 'ECONNRESET']);
/** Timers that somebody holds, or that wait for their next attempt, count as due while that is no further ahead. */
const HELD_MS = 30_000;

interface Due {
  readonly subjectId: string;
  readonly dueAt: Date;
}

/** What happens when timers of a kind are due. A killed process costs none of the attempts that a failure costs. */
export interface TimerKind<Prepared = void> extends JobTimers {
  /**
   * What takes its time, before the transaction begins and without holding anything: reading much, drawing a picture.
   * What it answers may be stale when `fire` gets it.
   */
  readonly prepare?: (sql: Sql, timer: Due & { readonly orgId: OrgId; readonly now: Date }) => Promise<Prepared>;
  /**
   * The effect, in one transaction that ends the timer. It looks at the subject anew: much may have happened since the
   * timer was set. Answers when the subject is due again; undefined when it is not, or when it set its timer itself.
   * Others wait for its transaction: it awaits nothing but that, and is undone when it asks nothing of it for `rowIdleMs`.
   */
  fire(work: Work, timer: Due, prepared: Prepared): Promise<Date | undefined>;
}

/** A job that does what timers of one kind make due: each in a transaction of its own, behind its fence. */
export function timerJob<Tools extends DueTools, Prepared = void>(
  of: Pick<Job<Tools>, 'name' | 'sentence' | 'everyMs' | 'batch' | 'whySilent'> & TimerKind<Prepared>,
): Job<Tools> {
  const { kind, shouldExist, prepare, fire, ...job } = of;
  return {
    ...job,
    timers: { kind, shouldExist },
    backlog: (sql, now) => countTimersInAllOrgs(sql, { kind, now, withinMs: HELD_MS }),
    run: (now, tools, signal, report) =>
      fireDue({ tools, kind: { kind, fire, ...(prepare && { prepare }) }, now, batch: job.batch, signal, report }),
  };
}

interface Run<Prepared> {
  readonly tools: DueTools;
  readonly kind: TimerKind<Prepared>;
  readonly now: Date;
  readonly batch: number;
  readonly signal: AbortSignal;
  readonly report: Report | undefined;
}

async function fireDue<Prepared>(run: Run<Prepared>): Promise<Handled> {
  const { tools, kind, now, batch: limit, signal, report } = run;
  const until = new Date(now.getTime() + tools.leaseMs);
  const claims = await tools.database.write((tx) => claimTimersInAllOrgs(tx, { kind: kind.kind, now, until, limit }));
  const waiting = [...claims];
  let handled = 0;
  const line = async () => {
    while (!signal.aborted) {
      const claim = waiting.shift();
      if (!claim) return;
      if (await fireOne(run, claim)) handled += 1;
      report?.(1);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, line));
  if (waiting.length > 0) await tools.database.write((tx) => releaseTimers(tx, waiting));
  return { handled, more: claims.length === limit };
}

async function fireOne<Prepared>({ tools, kind, now }: Run<Prepared>, claim: TimerClaim): Promise<boolean> {
  const orgId = orgIdOf(claim);
  const timer = { subjectId: claim.subject_id, dueAt: new Date(claim.due_at) };
  try {
    const preparing = kind.prepare?.(tools.database, { ...timer, orgId, now }) as Promise<Prepared>;
    const prepared = await within({ ms: PREPARE_SHARE * tools.rowIdleMs }, Promise.resolve(preparing));
    return await tools.commit(orgId, now, async (work) => {
      if (!(await endTimer(work.tx, claim))) return false;
      const dueAt = await withinLimit(tools, work, (lent) => kind.fire(lent, timer, prepared));
      if (dueAt) await setTimer(work.tx, work.orgId, { kind: kind.kind, subjectId: timer.subjectId, dueAt, now });
      return true;
    });
  } catch (error) {
    // Where that fails too, its lease ends by itself.
    await putOff(tools, claim, { error, now }).catch((again) => log.error({ code: errorCode(again), kind: kind.kind }));
    return false;
  }
}

/** What the effect still does after its time is up is refused: by then the transaction is undone and somebody else's turn. */
async function withinLimit<T>(tools: DueTools, work: Work, effect: (work: Work) => Promise<T>): Promise<T> {
  const { tx, idleMs, revoke } = lend(work.tx);
  const limitMs = tools.rowIdleMs;
  try {
    return await within({ ms: WHOLE_SHARE * limitMs, idle: { limitMs, forMs: idleMs } }, effect({ ...work, tx }));
  } finally {
    revoke();
  }
}

async function putOff(
  tools: DueTools,
  claim: TimerClaim,
  { error, now }: { error: unknown; now: Date },
): Promise<void> {
  const reason = errorCode(error);
  if (OUTAGES.has(reason)) return log.warn({ code: 'timer_waits', kind: claim.kind, timerId: claim.timer_id, reason });
  const attempts = claim.attempts + 1;
  const isDead = attempts >= MOST_ATTEMPTS;
  log.error({ code: 'timer_failed', kind: claim.kind, timerId: claim.timer_id, attempts, isDead, reason });
  const nextAttemptAt = isDead ? undefined : new Date(now.getTime() + tools.retryMs * 2 ** attempts);
  await tools.database.write((tx) => failTimer(tx, claim, { reason, nextAttemptAt }));
}
