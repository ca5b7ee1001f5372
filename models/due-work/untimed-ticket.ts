import type { Sql } from '../sql.js';

/** The states in which a ticket has a timer of some kind, and what else must be so. */
export interface TimedWhile {
  readonly kind: string;
  readonly statuses: readonly string[];
  /** Reminders end with the last step of each clock that runs; the threshold of that step, as notices name it. */
  readonly lastStep?: string;
  /** Somebody is asked for a yes. */
  readonly isAsked?: boolean;
}

/** Where a page of tickets ends. */
export interface UntimedTicket {
  readonly org_id: string;
  readonly ticket_id: string;
}

/**
 * Tickets by their ids, from behind `after` on, that by their state ought to have a timer and have none. Few are not
 * meant: a clock that stands has none either, though it was due before.
 */
export function findUntimedTicketsInAllOrgs(
  sql: Sql,
  { kind, statuses, lastStep, isAsked }: TimedWhile,
  { after, limit }: { after: string; limit: number },
): Promise<UntimedTicket[]> {
  const places = statuses.map((_, at) => `$${at + 4}`).join(', ');
  const clocks = lastStep === undefined ? '' : `AND ${isAnyClockRunning(`$${statuses.length + 4}`)}`;
  const asked = isAsked ? `AND ${IS_ASKED}` : '';
  const values = [kind, after, limit, ...statuses];
  return sql.all(
    `/* all orgs: the auditor looks after every organisation */
     SELECT t.org_id, t.ticket_id FROM tickets t
     JOIN ticket_work w ON w.org_id = t.org_id AND w.ticket_id = t.ticket_id
     WHERE t.ticket_id > $2 AND ${UNENDED} AND t.status IN (${places})
       AND NOT EXISTS (SELECT 1 FROM timer i WHERE i.org_id = t.org_id AND i.kind = $1 AND i.subject_id = t.ticket_id)
       ${clocks} ${asked}
     ORDER BY t.ticket_id LIMIT $3`,
    lastStep === undefined ? values : [...values, lastStep],
  );
}

/** Word for word as the index of them has it: an installation keeps all that have ended, too. */
const UNENDED = "t.status IN ('new', 'in_progress', 'waiting_user', 'waiting_vendor', 'resolved')";

/** Begins with the few that are asked, not with every live ticket. */
const IS_ASKED = `t.ticket_id IN (SELECT y.ticket_id FROM approval y WHERE y.state = 'asked')`;

/** A snooze, or a clock with a due time of whose last step nobody was told. */
function isAnyClockRunning(lastStep: string): string {
  const isTold = (clock: string, startedAt: string) =>
    `EXISTS (SELECT 1 FROM notice n WHERE n.org_id = t.org_id AND n.subject_id = t.ticket_id
       AND n.threshold = '${clock}.' || ${lastStep} || '@' || ${startedAt})`;
  return `(w.snoozed_until IS NOT NULL
    OR (w.first_responded_at IS NULL AND w.first_response_due_at IS NOT NULL AND NOT ${isTold('response', 't.created_at')})
    OR (w.resolution_due_at IS NOT NULL AND NOT ${isTold('resolution', 'w.resolution_started_at')}))`;
}
