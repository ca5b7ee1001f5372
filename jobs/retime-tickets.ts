import { RETIME } from '../src/operations/organisations/org-settings.js';
import { retimeTickets as retime } from '../src/operations/tickets/retime-tickets.js';
import { timerJob } from './timer-job.js';

/** Organisations whose hours, promises or thresholds changed. */
export const retimeTickets = timerJob({
  name: 'retime-tickets',
  sentence: 'Works out anew when tickets are due, once the rules of an organisation changed.',
  everyMs: 10_000,
  batch: 20,
  kind: RETIME,
  fire: (work) => retime(work),
});
