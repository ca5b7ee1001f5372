import { countWaitingInAllOrgs } from '../models/conversations/inbox.js';
import type { Job } from './job.js';
import type { DeskTools } from './tools.js';

const batch = 100;

/** The net under the fast path: what a crash left in the inbox is answered here. */
export const recoverInbox: Job<DeskTools> = {
  name: 'recover-inbox',
  sentence: 'Answers messages that were received but not yet answered, for example after a crash.',
  everyMs: 5_000,
  batch,
  run: (now, tools, signal) => tools.recoverInbox(now, batch, signal),
  async backlog(sql) {
    const { waiting = 0, oldest = null, dead = 0 } = (await countWaitingInAllOrgs(sql)) ?? {};
    return { due: waiting, oldest, dead };
  },
};
