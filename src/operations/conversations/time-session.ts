import { setTimer } from '../../../models/due-work/timer.js';
import type { MissingTimer } from '../../../models/due-work/timer-audit.js';
import { findUntimedSessionsInAllOrgs } from '../../../models/due-work/untimed-session.js';
import type { Sql } from '../../../models/sql.js';
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

/** Up to `limit` sessions that go on and that nobody would look after any more, with when somebody should have. */
export async function untimedSessions(sql: Sql, limit: number): Promise<MissingTimer[]> {
  const found = await findUntimedSessionsInAllOrgs(sql, SESSION_TIMER, limit);
  return found.map(({ org_id, session_id, updated_at }) => ({
    org_id,
    subject_id: session_id,
    due_at: new Date(Date.parse(updated_at) + FIRST_MS).toISOString(),
  }));
}
