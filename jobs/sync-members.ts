import type { Job } from './job.js';
import type { DeskTools } from './tools.js';

const batch = 500;

/** People join, leave and change names without telling us. */
export const syncMembers: Job<DeskTools> = {
  name: 'sync-members',
  sentence: 'Brings names, roles and departments up to date from Slack and Teams.',
  everyMs: 600_000,
  batch,
  run: (now, tools, signal) => tools.syncMembers(now, batch, signal),
};
