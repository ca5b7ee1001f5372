import { askOwner } from '../src/operations/devices/ask-owner.js';
import { staleTimers } from '../src/operations/devices/mark-unseen.js';
import { timerJob } from './timer-job.js';

/** People are asked about their devices while they are at work, once for all of them. */
export const askOwners = timerJob({
  name: 'ask-owners',
  sentence: 'Asks people about their devices that have not been seen for a long time.',
  everyMs: 10_000,
  batch: 200,
  kind: staleTimers.ask,
  fire: (work, { subjectId }) => askOwner(work, subjectId),
});
