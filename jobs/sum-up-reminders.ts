import { findForgottenReadersInAllOrgs } from '../models/tickets/reminder.js';
import { SUM_UP } from '../src/operations/tickets/remind.js';
import { sumUpReminders as sumUp } from '../src/operations/tickets/sum-up-reminders.js';
import { timerJob } from './timer-job.js';

/** What came due at once, or was missed: one message a reader. */
export const sumUpReminders = timerJob({
  name: 'sum-up-reminders',
  sentence: 'Tells people in one message of the tickets that came due at once.',
  everyMs: 10_000,
  batch: 100,
  kind: SUM_UP,
  shouldExist: (sql, { limit }) => findForgottenReadersInAllOrgs(sql, SUM_UP, limit),
  fire: (work, { subjectId }) => sumUp(work, subjectId),
});
