import type { Sql } from '../models/sql.js';
import { askOwners } from './ask-owners.js';
import { auditOf } from './audit-due-work.js';
import { type BacklogOf, backlogsOf } from './backlogs.js';
import { checkDevices } from './check-devices.js';
import { closeTickets } from './close-tickets.js';
import { deliverOutbox } from './deliver-outbox.js';
import { escalateTickets } from './escalate-tickets.js';
import type { Job } from './job.js';
import { nudgeRequesters } from './nudge-requesters.js';
import { openStaleTickets } from './open-stale-tickets.js';
import { postOpenTickets } from './post-open-tickets.js';
import { leftFor } from './progress.js';
import { recoverInbox } from './recover-inbox.js';
import { remindApprovers } from './remind-approvers.js';
import { remindOfWarranties } from './remind-of-warranties.js';
import { repairCards } from './repair-cards.js';
import { reportDevices } from './report-devices.js';
import { restSessions } from './rest-sessions.js';
import { retimeTickets } from './retime-tickets.js';
import { sendDigests } from './send-digests.js';
import { settleUncertain } from './settle-uncertain.js';
import { sumUpReminders } from './sum-up-reminders.js';
import { syncMembers } from './sync-members.js';
import type { DeskTools } from './tools.js';
import { upkeep } from './upkeep.js';

const audited: readonly Job<DeskTools>[] = [
  recoverInbox,
  deliverOutbox,
  settleUncertain,
  escalateTickets,
  sumUpReminders,
  nudgeRequesters,
  remindApprovers,
  closeTickets,
  restSessions,
  retimeTickets,
  postOpenTickets,
  checkDevices,
  askOwners,
  openStaleTickets,
  reportDevices,
  remindOfWarranties,
  sendDigests,
  syncMembers,
  repairCards,
  upkeep,
];

/** Every job of the desk, in the order the console lists them. */
export const jobs: readonly Job<DeskTools>[] = [...audited, auditOf(audited)];

/** What waits for each job, late from `since` on at the earliest. */
export function jobBacklogs(sql: Sql, now: Date, since?: Date): Promise<readonly BacklogOf[]> {
  return backlogsOf(jobs, sql, now, since);
}

/** How many rows are left for a job; undefined where nobody can say. */
export async function jobLeft(sql: Sql, name: string, now: Date): Promise<number | undefined> {
  const job = jobs.find((one) => one.name === name);
  return job && leftFor(job, sql, now);
}

export type { BacklogOf } from './backlogs.js';
export { startJobs } from './engine/engine.js';
export type { Backlog } from './job.js';
export type { DeskTools } from './tools.js';
