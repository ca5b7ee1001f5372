import { setTimer } from '../../../models/due-work/timer.js';
import type { Work } from '../work.js';

/** The timer that looks after a session; its subject is the session. */
export const SESSION_TIMER = 'nudge-session';
/** A session is looked at first after this, ms: by then its organisation's hours are read, once and not every turn. */
const FIRST_MS = 3_600_000;

/** Looks after a session from now on: it is asked about once, and closed, when nothing comes. */
export async function timeSession({ tx, orgId, now }: Work, sessionId: string): Promise<void> {
  const dueAt = new Date(now.getTime() + FIRST_MS);
  await setTimer(tx, orgId, { kind: SESSION_TIMER, subjectId: sessionId, dueAt, now });
}
