import type { JobsState } from '../../jobs/engine.js';
import type { Database } from '../../models/database.js';
import { countWaitingInAllOrgs } from '../../models/inbox.js';
import { countOutboxInAllOrgs } from '../../models/outbox-sweeps.js';
import type { Check } from '../http/health.js';
import type { Figures } from '../http/metrics.js';
import type { SlackSetUp } from './slack.js';

/** No tick for so long means that nobody works. */
const SILENT_MS = 120_000;
/** What waits longer than this has been left lying. */
const OVERDUE_MS = 60_000;

/** Everything that can be wrong with the service, with what is wrong. */
export function createChecks(of: {
  database: Database;
  jobs: { state(): JobsState };
  slack: SlackSetUp | undefined;
  clock: () => Date;
}): () => Promise<readonly Check[]> {
  const startedAt = of.clock().getTime();
  return async () => {
    const now = of.clock().getTime();
    const waiting = await countWaitingInAllOrgs(of.database);
    const outbox = await countOutboxInAllOrgs(of.database);
    const jobs = of.jobs.state();
    const tickedAt = jobs.lastTickAt ? Date.parse(jobs.lastTickAt) : startedAt;
    const slack = of.slack?.state();
    const late = (oldest: string | null | undefined) => Boolean(oldest) && now - Date.parse(oldest ?? '') > OVERDUE_MS;
    const pending = outbox.find(({ state }) => state === 'pending');
    return [
      { name: 'database', isWell: true },
      {
        name: 'redis',
        isWell: jobs.redis === 'up',
        ...(jobs.redis === 'down' && { note: 'The poller does the work until Redis answers.' }),
      },
      {
        name: 'workers',
        isWell: jobs.isPolling || now - tickedAt < SILENT_MS,
        note: `last tick ${jobs.lastTickAt ?? 'none'}`,
      },
      { name: 'inbox', isWell: !late(waiting?.oldest), note: `${waiting?.waiting ?? 0} waiting` },
      {
        name: 'outbox',
        isWell: !late(pending?.oldest),
        note: outbox.map(({ state, rows }) => `${rows} ${state}`).join(', '),
      },
      ...(slack ? [{ name: 'slack', isWell: slack.isKnown, ...(slack.reason && { note: slack.reason }) }] : []),
    ];
  };
}

/** How many rows the jobs of this process handled, by who asked for the run; the poller's is 0 while Redis is well. */
export function rowsHandled({ jobs }: JobsState): Readonly<Record<string, number>> {
  const sum = (by: 'bullmq' | 'poller') => jobs.reduce((total, { handledBy }) => total + handledBy[by], 0);
  return { rows_by_queue: sum('bullmq'), rows_by_poller: sum('poller') };
}

/** The desk's figures for Prometheus. */
export function createFigures(database: Database, counts: () => Readonly<Record<string, number>>): Figures {
  return async () => {
    const waiting = await countWaitingInAllOrgs(database);
    const outbox = await countOutboxInAllOrgs(database);
    return {
      inbox_waiting: waiting?.waiting ?? 0,
      ...Object.fromEntries(outbox.map(({ state, rows }) => [`outbox_${state}`, rows])),
      ...counts(),
    };
  };
}
