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
};
