import { findStoppedOrgsInAllOrgs } from '../models/due-work/untimed-org.js';
import { POST_OPEN, POSTED_SO_FAR } from '../src/operations/organisations/org-settings.js';
import { postOpenTickets as post } from '../src/operations/tickets/post-open-tickets.js';
import { timerJob } from './timer-job.js';

/** Organisations that chose another channel for tickets. */
export const postOpenTickets = timerJob({
  name: 'post-open-tickets',
  sentence: 'Brings the cards of open tickets to a channel that was chosen for them, the most urgent first.',
  everyMs: 10_000,
  batch: 20,
  kind: POST_OPEN,
  shouldExist: (sql, { limit }) => findStoppedOrgsInAllOrgs(sql, { kind: POST_OPEN, setting: POSTED_SO_FAR }, limit),
  fire: (work) => post(work),
});
