import { findStoppedOrgsInAllOrgs } from '../models/due-work/untimed-org.js';
import { RETIME, RETIMED_TO } from '../src/operations/organisations/org-settings.js';
import { retimeTickets as retime } from '../src/operations/tickets/retime-tickets.js';
import { timerJob } from './timer-job.js';

/** Organisations whose hours, promises or thresholds changed. */
export const retimeTickets = timerJob({
  name: 'retime-tickets',
  sentence: 'Works out anew when tickets are due, once the rules of an organisation changed.',
  everyMs: 10_000,
  batch: 20,
  kind: RETIME,
  shouldExist: (sql, { limit }) => findStoppedOrgsInAllOrgs(sql, { kind: RETIME, setting: RETIMED_TO }, limit),
  fire: (work) => retime(work),
});
