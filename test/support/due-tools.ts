import type { DueTools } from '../../jobs/tools.js';
import type { Database } from '../../models/database.js';
import { modelsOf } from './factories.js';

/** What a job needs to do its due work on a database of a test; what was said stays in the outbox. */
export function dueTools(database: Database): DueTools {
  return {
    database,
    leaseMs: 20_000,
    retryMs: 1_000,
    rowIdleMs: 250,
    commit: (orgId, now, decide) =>
      database.write((tx) => decide({ tx, models: modelsOf(database), orgId, now, touched: new Set() })),
  };
}
