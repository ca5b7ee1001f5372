import { orgIdOf } from '../models/ids.js';
import { claimTimersInAllOrgs, endTimer, failTimer, setTimer, type TimerClaim } from '../models/timer.js';
import { log } from '../src/log.js';
import type { Work } from '../src/operations/work.js';
import { errorCode } from './error-code.js';
import type { Handled, Job } from './job.js';
import type { DueTools } from './tools.js';

/** After so many failures a timer is a dead letter: it waits for somebody to redrive it. */
const MOST_ATTEMPTS = 5;
/** Effects under way at once; their commits share one fsync on SQLite. */
const CONCURRENCY = 8;

/** What happens when timers of a kind are due. */
export interface TimerKind {
  readonly kind: string;
  /**
   * The effect, in one transaction that ends the timer. It looks at the subject anew: much may have happened since the
   * timer was set. Answers when the subject is due again; undefined when it is not, or when it set its timer itself.
   */
  fire(work: Work, timer: { readonly subjectId: string; readonly dueAt: Date }): Promise<Date | undefined>;
}

/** A job that does what timers of one kind make due: each in a transaction of its own, behind its fence. */
export function timerJob<Tools extends DueTools>(
  of: Pick<Job<Tools>, 'name' | 'sentence' | 'everyMs' | 'batch'> & TimerKind,
): Job<Tools> {
  const { kind, fire, ...job } = of;
  return {
    ...job,
    run: (now, tools, signal) => fireDue({ tools, kind: { kind, fire }, now, batch: job.batch, signal }),
  };
}

interface Run {
  readonly tools: DueTools;
  readonly kind: TimerKind;
  readonly now: Date;
  readonly batch: number;
  readonly signal: AbortSignal;
}

async function fireDue(run: Run): Promise<Handled> {
  const { tools, kind, now, batch: limit, signal } = run;
  const until = new Date(now.getTime() + tools.leaseMs);
  const claims = await tools.database.write((tx) => claimTimersInAllOrgs(tx, { kind: kind.kind, now, until, limit }));
  const waiting = [...claims];
  let handled = 0;
  const line = async () => {
    for (let claim = waiting.shift(); claim && !signal.aborted; claim = waiting.shift()) {
      if (await fireOne(run, claim)) handled += 1;
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, line));
  return { handled, more: claims.length === limit };
}

async function fireOne({ tools, kind, now }: Run, claim: TimerClaim): Promise<boolean> {
  const { org_id, subject_id: subjectId, due_at } = claim;
  try {
    return await tools.commit(orgIdOf({ org_id }), now, async (work) => {
      if (!(await endTimer(work.tx, claim))) return false;
      const next = await kind.fire(work, { subjectId, dueAt: new Date(due_at) });
      if (next) await setTimer(work.tx, work.orgId, { kind: kind.kind, subjectId, dueAt: next, now });
      return true;
    });
  } catch (error) {
    await putOff(tools, claim, { error, now });
    return false;
  }
}

async function putOff(
  tools: DueTools,
  claim: TimerClaim,
  { error, now }: { error: unknown; now: Date },
): Promise<void> {
  const attempts = claim.attempts + 1;
  const isDead = attempts >= MOST_ATTEMPTS;
  const reason = errorCode(error);
  log.error({ code: 'timer_failed', kind: claim.kind, timerId: claim.timer_id, attempts, isDead, reason });
  const nextAttemptAt = isDead ? undefined : new Date(now.getTime() + tools.retryMs * 2 ** attempts);
  await tools.database.write((tx) => failTimer(tx, claim, { reason, nextAttemptAt }));
}
