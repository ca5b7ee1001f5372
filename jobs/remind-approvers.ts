import { countUntoldApprovalsInAllOrgs } from '../models/tickets/approval.js';
import { remindApprover } from '../src/operations/tickets/remind-approver.js';
import { ticketTimers } from '../src/operations/tickets/time-ticket.js';
import { untimedTickets } from '../src/operations/tickets/untimed-tickets.js';
import { timerJob } from './timer-job.js';

/** Tickets that wait for somebody's yes. */
export const remindApprovers = timerJob({
  name: 'remind-approvers',
  sentence: 'Reminds people whose yes a ticket waits for, and tells techs when it does not come.',
  everyMs: 60_000,
  batch: 100,
  kind: ticketTimers.approve,
  shouldExist: (sql, of) => untimedTickets(sql, 'approve', of),
  async whySilent(sql, now) {
    const untold = await countUntoldApprovalsInAllOrgs(sql, now);
    return untold === 0
      ? []
      : [`Of ${untold} nobody could be told: no approver, triage channel or contact can be reached.`];
  },
  fire: (work, { subjectId }) => remindApprover(work, subjectId),
});
