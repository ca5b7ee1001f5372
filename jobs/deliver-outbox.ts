import { countOutboxInAllOrgs } from '../models/outbox/outbox-sweeps.js';
import type { Job } from './job.js';
import type { DeskTools } from './tools.js';

const batch = 100;

/** The net under the fast path: what is due in the outbox and was not sent right after its commit. */
export const deliverOutbox: Job<DeskTools> = {
  name: 'deliver-outbox',
  sentence: 'Sends messages and card updates that are waiting to go out.',
  everyMs: 5_000,
  batch,
  run: (now, tools, signal) => tools.deliverOutbox(now, batch, signal),
  async backlog(sql) {
    const states = await countOutboxInAllOrgs(sql);
    const pending = states.find(({ state }) => state === 'pending');
    const dead = states.find(({ state }) => state === 'dead');
    return { due: pending?.rows ?? 0, oldest: pending?.oldest ?? null, dead: dead?.rows ?? 0 };
  },
};
