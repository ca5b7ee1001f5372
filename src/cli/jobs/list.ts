import { jobBacklogs, jobs } from '../../../jobs/index.js';
import {
  type DeadInbox,
  findDeadInboxInAllOrgs,
  redriveInboxInAnyOrg,
} from '../../../models/conversations/dead-inbox.js';
import { connect, type Database } from '../../../models/database.js';
import { findJobRuns, findWorkers } from '../../../models/due-work/job-run.js';
import {
  type DeadTimer,
  findComingTimersInAllOrgs,
  findDeadTimersInAllOrgs,
  redriveTimerInAnyOrg,
} from '../../../models/due-work/timer-audit.js';
import { migrate } from '../../../models/migrate.js';
import { neither, readConfig } from '../../config.js';
import { type JobLine, jobLines } from '../../start/job-lines.js';
import { countLive } from '../../start/live-workers.js';

const MOST_DEAD = 100;

/** Prints every job with what waits for it, and what was given up: timers, and words that could not be answered. */
export async function listJobs({ json }: { json?: boolean }): Promise<void> {
  await withDatabase(async (database) => {
    const now = new Date();
    const lines = jobLines(jobs, {
      runs: await findJobRuns(database),
      backlogs: await jobBacklogs(database, now),
      coming: await findComingTimersInAllOrgs(database, now),
      now,
    });
    const dead = await findDeadTimersInAllOrgs(database, MOST_DEAD);
    const unanswered = await findDeadInboxInAllOrgs(database, MOST_DEAD);
    const text = json
      ? JSON.stringify({ jobs: lines, dead, unanswered })
      : [
          ...lines.flatMap((line) => textOf(line, now)),
          ...deadLines(dead, unanswered),
          ...(await workerLines(database, now)),
        ].join('\n');
    process.stdout.write(`${text}\n`);
  });
}

/** Lets what was given up be tried again, a timer or somebody's words, and says whether there was any. */
export async function redriveJob(id: string, { json }: { json?: boolean }): Promise<void> {
  await withDatabase(async (database) => {
    const isPut = await database.write(async (tx) => {
      const now = new Date();
      return (await redriveTimerInAnyOrg(tx, id, now)) || redriveInboxInAnyOrg(tx, id, now);
    });
    const text = isPut
      ? 'It is due again.'
      : 'Nothing with this id was given up. "deskhand jobs list" shows what there is.';
    process.stdout.write(`${json ? JSON.stringify({ queued: isPut }) : text}\n`);
    if (!isPut) process.exitCode = 1;
  });
}

function textOf(line: JobLine, now: Date): string[] {
  const { name, sentence, everyMs, lastRunAt, lastError, nextAt, due, lateMs, isLate, dead, coming, comingAt } = line;
  const ran = lastRunAt ? `last ${ago(now, lastRunAt)} ago, next ${untilText(now, nextAt)}` : 'has not run yet';
  const waits = [
    ...(due === undefined ? [] : [`${due.toLocaleString('en')} due`]),
    ...(lateMs ? [`${isLate ? 'late: ' : ''}the oldest for ${duration(lateMs)}`] : []),
    ...(coming ? [`${coming.toLocaleString('en')} later, the first ${untilText(now, comingAt)}`] : []),
    ...(dead ? [`${dead.toLocaleString('en')} given up`] : []),
    ...(lastError ? [`failed: ${lastError}`] : []),
  ];
  return [
    `${name.padEnd(24)} every ${duration(everyMs)}, ${ran}${waits.length > 0 ? `; ${waits.join(', ')}` : ''}`,
    `${' '.repeat(24)} ${sentence}`,
  ];
}

/** With nobody at work, none of it is done. */
async function workerLines(database: Database, now: Date): Promise<string[]> {
  const isAnyAtWork = countLive(await findWorkers(database), now) > 0;
  return isAnyAtWork
    ? []
    : ['', 'No worker was heard of in the last minute: start the desk (deskhand serve), or nothing of this is done.'];
}

function deadLines(dead: readonly DeadTimer[], unanswered: readonly DeadInbox[]): string[] {
  if (dead.length + unanswered.length === 0) return [];
  const lines = [
    ...dead.map(
      ({ timer_id, kind, subject_id, due_at, attempts, reason }) =>
        `  ${timer_id}  ${kind} of ${subject_id}, due ${due_at}, tried ${attempts} times: ${reason ?? 'unknown'}`,
    ),
    ...unanswered.map(
      ({ inbox_id, platform, received_at, attempts, outcome }) =>
        `  ${inbox_id}  words from ${platform}, received ${received_at}, tried ${attempts} times: ${outcome ?? 'unknown'}`,
    ),
  ];
  return ['', 'Given up; "deskhand jobs redrive ID" tries one again:', ...lines];
}

function ago(now: Date, at: string): string {
  return duration(Math.max(0, now.getTime() - Date.parse(at)));
}

function untilText(now: Date, at: string | undefined): string {
  const ms = at === undefined ? 0 : Date.parse(at) - now.getTime();
  return ms > 0 ? `in ${duration(ms)}` : 'at once';
}

/** `45 s`, `12 min`, `3 h`, `2 days`: as much as a glance needs. */
function duration(ms: number): string {
  const units = [
    ['day', 86_400_000],
    ['h', 3_600_000],
    ['min', 60_000],
  ] as const;
  for (const [unit, size] of units) {
    const count = Math.floor(ms / size);
    if (count >= 1) return `${count} ${unit === 'day' && count > 1 ? 'days' : unit}`;
  }
  return `${Math.round(ms / 1_000)} s`;
}

async function withDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const database = await connect({ url: readConfig(process.env, neither).databaseUrl });
  try {
    await migrate(database);
    return await work(database);
  } finally {
    await database.close();
  }
}
