import { nudgeRequester } from '../src/operations/tickets/nudge-requester.js';
import { ticketTimers } from '../src/operations/tickets/time-ticket.js';
import { untimedTickets } from '../src/operations/tickets/untimed-tickets.js';
import { timerJob } from './timer-job.js';

/** Tickets that wait for their requester's answer. */
export const nudgeRequesters = timerJob({
  name: 'nudge-requesters',
  sentence: 'Asks requesters again for the answer a ticket waits for, and resolves it when none comes.',
  everyMs: 60_000,
  batch: 100,
  kind: ticketTimers.nudge,
  shouldExist: (sql, of) => untimedTickets(sql, 'nudge', of),
  fire: (work, { subjectId }) => nudgeRequester(work, subjectId),
});
