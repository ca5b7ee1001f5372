import type { JobsState } from '../../jobs/engine/engine.js';
import { type Backlog, type BacklogOf, jobBacklogs } from '../../jobs/index.js';
import { countWaitingInAllOrgs } from '../../models/conversations/inbox.js';
import type { Database } from '../../models/database.js';
import { findJobRuns, findWorkers } from '../../models/due-work/job-run.js';
import { countOutboxInAllOrgs } from '../../models/outbox/outbox-sweeps.js';
import type { Check } from '../http/health.js';
import type { Figures } from '../http/metrics.js';
import type { Platforms } from '../platforms/index.js';
import type { SetUp } from './until-it-answers.js';

/** When no worker was heard of, or none did anything, for so long, nobody works. */
const SILENT_MS = 60_000;
/** What waits longer than this has been left lying. */
const OVERDUE_MS = 60_000;
/** The queue is not missed before it can have been reached. */
const STARTING_MS = 10_000;
/** The database's own second does not shrink with the waits. */
const LEAST_SILENT_MS = 2_000;

/** Everything that can be wrong with the service, with what is wrong. */
export function createChecks(of: {
  database: Database;
  jobs: { state(): JobsState };
  slack: SetUp | undefined;
  teams: SetUp | undefined;
  clock: () => Date;
  waits: number;
}): () => Promise<readonly Check[]> {
  const { database } = of;
  const startedAt = of.clock();
  const silentMs = Math.max(LEAST_SILENT_MS, SILENT_MS * of.waits);
  const startingMs = STARTING_MS * of.waits;
  return async () => {
    const now = of.clock();
    const waiting = await countWaitingInAllOrgs(database);
    const outbox = await countOutboxInAllOrgs(database);
    const platforms = { slack: of.slack?.state(), teams: of.teams?.state() };
    const pending = outbox.find(({ state }) => state === 'pending');
    const isLate = (oldest: Backlog['oldest'] | undefined) => isLeftLying(oldest, { now, startedAt });
    return [
      { name: 'database', isWell: true },
      redisCheck(of.jobs.state(), now.getTime() - startedAt.getTime() < startingMs),
      await workersCheck(database, { now, startedAt, silentMs }),
      {
        name: 'inbox',
        isWell: !isLate(waiting?.oldest),
        note: `${waiting?.waiting ?? 0} waiting, ${waiting?.dead ?? 0} given up`,
      },
      {
        name: 'outbox',
        isWell: !isLate(pending?.oldest),
        note: outbox.map(({ state, rows }) => `${rows} ${state}`).join(', ') || '0 pending',
      },
      ...dueChecks(await jobBacklogs(database, now, startedAt)),
      ...Object.entries(platforms).flatMap(([name, state]) => (state ? [platformCheck(name, state)] : [])),
    ];
  };
}

/** Until it has answered once, well or not, there is nothing wrong. */
function platformCheck(name: string, { isKnown, reason }: ReturnType<SetUp['state']>): Check {
  if (isKnown) return { name, isWell: true };
  return reason === undefined ? { name, isWell: true, note: 'not asked yet' } : { name, isWell: false, note: reason };
}

function redisCheck({ redis, redisProblems }: JobsState, isStarting: boolean): Check {
  if (redis === 'down' && isStarting) return { name: 'redis', isWell: true, note: 'connecting' };
  if (redis === 'down') return { name: 'redis', isWell: false, note: 'The poller does the work until Redis answers.' };
  const note = redisProblems.join(' ');
  return { name: 'redis', isWell: note === '', ...(note && { note }) };
}

/** Also seen by a process that does not work itself, and while Redis is gone: workers say in the database that they live. */
async function workersCheck(
  database: Database,
  { now, startedAt, silentMs }: { now: Date; startedAt: Date; silentMs: number },
): Promise<Check> {
  const [worker] = await findWorkers(database);
  const runs = await findJobRuns(database);
  const ranAt =
    runs
      .map(({ last_run_at }) => last_run_at)
      .sort()
      .at(-1) ?? '';
  const since = new Date(now.getTime() - silentMs);
  if (startedAt < since) {
    const isHeard = worker !== undefined && worker.seen_at >= since.toISOString();
    if (!isHeard) {
      const last = worker ? `No worker was heard of since ${worker.seen_at}` : 'No worker is running';
      return { name: 'workers', isWell: false, note: `${last}: start one (deskhand serve --roles worker).` };
    }
    if (ranAt < since.toISOString())
      return { name: 'workers', isWell: false, note: `Workers live but have done nothing since ${ranAt || 'ever'}.` };
  }
  return { name: 'workers', isWell: true, note: `last run ${ranAt || 'none yet'}` };
}

/** Their lines say more, and sooner. */
const HAVE_LINES = new Set(['recover-inbox', 'deliver-outbox', 'settle-uncertain']);

/** The timers, all of them in a line, and by name each job that is late. */
function dueChecks(backlogs: readonly BacklogOf[]): Check[] {
  const timers = backlogs.filter(({ isOfTimers }) => isOfTimers);
  const sum = (of: 'due' | 'dead') => timers.reduce((total, one) => total + one[of], 0);
  const lateOnes = backlogs.filter(({ job, isLate: isOverdue }) => isOverdue && !HAVE_LINES.has(job));
  const isWell = !timers.some((one) => one.isLate);
  return [
    { name: 'timers', isWell, note: `${sum('due')} due, ${sum('dead')} given up` },
    ...lateOnes.map(({ job, due, oldest }) => ({
      name: job,
      isWell: false,
      note: `${due} due, the oldest since ${oldest}`,
    })),
  ];
}

/** What came due before this process started waits for it only since then. */
function isLeftLying(oldest: Backlog['oldest'] | undefined, at: { now: Date; startedAt: Date }): boolean {
  if (!oldest) return false;
  return at.now.getTime() - Math.max(Date.parse(oldest), at.startedAt.getTime()) > OVERDUE_MS;
}

/** How many rows the jobs of this process handled, by who asked for the run; the poller's is 0 while Redis is well. */
export function rowsHandled({ jobs }: JobsState): Readonly<Record<string, number>> {
  const sum = (by: 'bullmq' | 'poller') => jobs.reduce((total, { handledBy }) => total + handledBy[by], 0);
  const supplied = jobs.find(({ name }) => name === 'audit-due-work')?.handledBy;
  return {
    rows_by_queue: sum('bullmq'),
    rows_by_poller: sum('poller'),
    timers_supplied: supplied ? supplied.bullmq + supplied.poller : 0,
  };
}

/** Requests that did not reach the desk, by platform and reason. */
export function refusedBy({ slack, teams }: Pick<Platforms, 'slack' | 'teams'>): Readonly<Record<string, number>> {
  const ofTeams = Object.entries(teams?.counts() ?? {}).map(([reason, count]) => [`teams_${reason}`, count]);
  return { ...slack?.counts(), ...Object.fromEntries(ofTeams) };
}

/** The desk's figures for Prometheus. */
export function createFigures(of: {
  database: Database;
  clock: () => Date;
  counts: () => Readonly<Record<string, number>>;
}): Figures {
  const { database, clock, counts } = of;
  return async () => {
    const now = clock();
    const waiting = await countWaitingInAllOrgs(database);
    const outbox = await countOutboxInAllOrgs(database);
    const backlogs = await jobBacklogs(database, now);
    const timers = backlogs.filter(({ isOfTimers }) => isOfTimers);
    const lateness = timers.map(({ oldest }) => (oldest ? (now.getTime() - Date.parse(oldest)) / 1_000 : 0));
    return {
      inbox_waiting: waiting?.waiting ?? 0,
      inbox_dead: waiting?.dead ?? 0,
      ...Object.fromEntries(outbox.map(({ state, rows }) => [`outbox_${state}`, rows])),
      timers_due: timers.reduce((total, { due }) => total + due, 0),
      timers_dead: timers.reduce((total, { dead }) => total + dead, 0),
      timers_oldest_seconds: Math.max(0, ...lateness),
      cards_behind: backlogs.find(({ job }) => job === 'repair-cards')?.due ?? 0,
      workers: (await findWorkers(database)).length,
      ...counts(),
    };
  };
}
