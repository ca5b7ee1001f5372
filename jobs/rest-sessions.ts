import { restSession } from '../src/operations/conversations/rest-session.js';
import { SESSION_TIMER, untimedSessions } from '../src/operations/conversations/time-session.js';
import { timerJob } from './timer-job.js';

/** Conversations with the desk in which nothing came for long. */
export const restSessions = timerJob({
  name: 'rest-sessions',
  sentence: 'Asks once in a conversation that stopped, and closes it when nothing comes.',
  everyMs: 60_000,
  batch: 100,
  kind: SESSION_TIMER,
  shouldExist: (sql, { limit }) => untimedSessions(sql, limit),
  fire: (work, { subjectId }) => restSession(work, subjectId),
});
