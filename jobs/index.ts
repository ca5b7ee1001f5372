import { deliverOutbox } from './deliver-outbox.js';
import type { Job } from './job.js';
import { recoverInbox } from './recover-inbox.js';
import { settleUncertain } from './settle-uncertain.js';
import { syncMembers } from './sync-members.js';
import type { DeskTools } from './tools.js';
import { upkeep } from './upkeep.js';

/** Every job of the desk, in the order the console lists them. */
export const jobs: readonly Job<DeskTools>[] = [recoverInbox, deliverOutbox, settleUncertain, syncMembers, upkeep];

export { startJobs } from './engine.js';
export type { DeskTools } from './tools.js';
