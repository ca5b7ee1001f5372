import { countGatheredInAllOrgs } from '../models/tickets/reminder.js';
import { escalateTicket } from '../src/operations/tickets/escalate-ticket.js';
import { ticketTimers } from '../src/operations/tickets/time-ticket.js';
import { untimedTickets } from '../src/operations/tickets/untimed-tickets.js';
import { timerJob } from './timer-job.js';

/** Tickets whose clocks run out: each threshold once, to whoever is to be told. */
export const escalateTickets = timerJob({
  name: 'escalate-tickets',
  sentence: 'Reminds people of tickets whose time runs out, and ends snoozes.',
  everyMs: 10_000,
  batch: 200,
  kind: ticketTimers.escalate,
  shouldExist: (sql, of) => untimedTickets(sql, 'escalate', of),
  async whySilent(sql, now) {
    const gathered = await countGatheredInAllOrgs(sql, now);
    return gathered === 0 ? [] : [`${gathered} came due at once or were missed: sum-up-reminders tells of them.`];
  },
  fire: escalateTicket,
});
