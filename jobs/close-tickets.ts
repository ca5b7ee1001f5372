import { closeTicket } from '../src/operations/tickets/close-ticket.js';
import { ticketTimers } from '../src/operations/tickets/time-ticket.js';
import { untimedTickets } from '../src/operations/tickets/untimed-tickets.js';
import { timerJob } from './timer-job.js';

/** Tickets that stayed resolved. */
export const closeTickets = timerJob({
  name: 'close-tickets',
  sentence: 'Closes tickets that stayed resolved for some days.',
  everyMs: 60_000,
  batch: 100,
  kind: ticketTimers.close,
  shouldExist: (sql, of) => untimedTickets(sql, 'close', of),
  fire: (work, { subjectId }) => closeTicket(work, subjectId),
});
