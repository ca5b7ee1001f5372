import { findUnopenedDevicesInAllOrgs } from '../models/due-work/untimed-device.js';
import { staleTimers } from '../src/operations/devices/mark-unseen.js';
import { openStaleTicket } from '../src/operations/devices/open-stale-ticket.js';
import { timerJob } from './timer-job.js';

/** A device that stays away becomes a ticket. */
export const openStaleTickets = timerJob({
  name: 'open-stale-tickets',
  sentence: 'Opens tickets for devices that stay unseen.',
  everyMs: 60_000,
  batch: 50,
  kind: staleTimers.ticket,
  shouldExist: (sql, of) => findUnopenedDevicesInAllOrgs(sql, staleTimers.ticket, of),
  async fire(work, { subjectId }) {
    await openStaleTicket(work, subjectId);
    return undefined;
  },
});
