import { countOutboxInAllOrgs } from '../models/outbox/outbox-sweeps.js';
import type { Job } from './job.js';
import type { DeskTools } from './tools.js';

const batch = 100;

/** Looks for a post of unknown outcome by its nonce, then repeats or holds it. */
export const settleUncertain: Job<DeskTools> = {
  name: 'settle-uncertain',
  sentence: 'Finds out what became of messages that Slack or Teams took without confirming.',
  everyMs: 5_000,
  batch,
  run: (now, tools, signal) => tools.settleUncertain(now, batch, signal),
  async backlog(sql) {
    const uncertain = (await countOutboxInAllOrgs(sql)).find(({ state }) => state === 'uncertain');
    return { due: uncertain?.rows ?? 0, oldest: uncertain?.oldest ?? null, dead: 0 };
  },
};
