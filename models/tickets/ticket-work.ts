import type { TicketStatus } from '../../src/rules/ticket-life.js';
import type { OrgId } from '../ids.js';
import { first, type Sql, type SqlValue } from '../sql.js';
import type { Level } from '../ticket.js';
import type { ApprovalState } from './approval.js';

/** A ticket as it is worked: TICKETS, its work row, and the names a card shows. */
export interface TicketRow {
  readonly ticket_id: string;
  readonly org_id: string;
  readonly user_id: string;
  readonly session_id: string | null;
  readonly summary: string;
  readonly category: string | null;
  readonly impact: Level;
  readonly urgency: Level;
  readonly status: TicketStatus;
  readonly escalation_reason: string | null;
  readonly rendered_text: string | null;
  readonly diagnostics_json: string;
  readonly steps_attempted_json: string;
  readonly citations_json: string;
  readonly created_at: string;
  readonly closed_at: string | null;
  readonly number: number;
  readonly version: number;
  readonly priority: 'P1' | 'P2' | 'P3' | 'P4' | 'P5';
  readonly assignee_user_id: string | null;
  readonly asset_tag: string | null;
  readonly is_private: number;
  readonly requester_conversation_id: string | null;
  readonly work_conversation_id: string | null;
  readonly first_response_due_at: string | null;
  readonly resolution_due_at: string | null;
  readonly first_responded_at: string | null;
  readonly resolved_at: string | null;
  readonly resolution: string | null;
  readonly pauses_json: string;
  readonly resolution_started_at: string;
  readonly resolution_share: number;
  readonly last_word_at: string;
  /** Nobody is reminded of it before then. */
  readonly snoozed_until: string | null;
  /** The ticket that goes on in its place. */
  readonly merged_into: string | null;
  readonly requester_first: string;
  readonly requester_last: string;
  readonly requester_email: string | null;
  readonly requester_department: string | null;
  readonly assignee_first: string | null;
  readonly assignee_last: string | null;
  readonly stars: number | null;
  readonly comment: string | null;
  /** Where the yes stands that it needs; null where it needs none. */
  readonly approval_state: ApprovalState | null;
  readonly approval_reason: string | null;
  /** When whoever is asked was asked, UTC ISO 8601. */
  readonly approval_asked_at: string | null;
  readonly approver_user_id: string | null;
  readonly approver_first: string | null;
  readonly approver_last: string | null;
}

/** Selects ticket rows; to be followed by a condition on `t` (TICKETS) and `w` (the work row). */
export const TICKET_ROWS = `SELECT t.ticket_id, t.org_id, t.user_id, t.session_id, t.summary, t.category, t.impact, t.urgency, t.status,
    t.escalation_reason, t.rendered_text, t.diagnostics_json, t.steps_attempted_json, t.citations_json, t.created_at,
    t.closed_at, w.number, w.version, w.priority, w.assignee_user_id, w.asset_tag, w.is_private,
    w.requester_conversation_id, w.work_conversation_id, w.first_response_due_at, w.resolution_due_at,
    w.first_responded_at, w.resolved_at, w.resolution, w.pauses_json,
    w.resolution_started_at, w.resolution_share, w.last_word_at, w.snoozed_until, w.merged_into,
    r.first_name AS requester_first, r.last_name AS requester_last, r.email AS requester_email,
    d.dept_name AS requester_department, a.first_name AS assignee_first, a.last_name AS assignee_last,
    f.stars, f.comment, y.state AS approval_state, y.reason AS approval_reason,
    y.asked_at AS approval_asked_at, y.approver_user_id, v.first_name AS approver_first, v.last_name AS approver_last
  FROM tickets t
  JOIN ticket_work w ON w.org_id = t.org_id AND w.ticket_id = t.ticket_id
  JOIN users r ON r.org_id = t.org_id AND r.user_id = t.user_id
  LEFT JOIN departments d ON d.dept_id = r.dept_id
  LEFT JOIN users a ON a.org_id = w.org_id AND a.user_id = w.assignee_user_id
  LEFT JOIN feedback f ON f.org_id = t.org_id AND f.ticket_id = t.ticket_id
  LEFT JOIN approval y ON y.org_id = t.org_id AND y.ticket_id = t.ticket_id
  LEFT JOIN users v ON v.org_id = y.org_id AND v.user_id = y.approver_user_id`;

export function findTicket(sql: Sql, orgId: OrgId, ticketId: string): Promise<TicketRow | undefined> {
  return first(sql, `${TICKET_ROWS} WHERE t.org_id = $1 AND t.ticket_id = $2`, [orgId, ticketId]);
}

/** The ticket in which words about this one are read: itself, or the one it was merged into. */
export async function findTicketGoingOn(sql: Sql, orgId: OrgId, ticketId: string): Promise<TicketRow | undefined> {
  const ticket = await findTicket(sql, orgId, ticketId);
  return ticket?.merged_into ? findTicketGoingOn(sql, orgId, ticket.merged_into) : ticket;
}

/** The ticket a session became; undefined where it became none. */
export function findTicketOfSession(sql: Sql, orgId: OrgId, sessionId: string): Promise<TicketRow | undefined> {
  return first(sql, `${TICKET_ROWS} WHERE t.org_id = $1 AND t.session_id = $2 ORDER BY w.number LIMIT 1`, [
    orgId,
    sessionId,
  ]);
}

/** The tickets that were merged into this one, however far away, in the order of their numbers. */
export async function findMergedInto(sql: Sql, orgId: OrgId, ticketId: string): Promise<TicketRow[]> {
  // By their ids: joined, the planner may begin with every ticket of the organisation.
  const merged = await sql.all<{ ticket_id: string }>(
    `WITH RECURSIVE merged (ticket_id) AS (
       SELECT ticket_id FROM ticket_work WHERE org_id = $1 AND merged_into = $2
       UNION SELECT w.ticket_id FROM merged m JOIN ticket_work w ON w.org_id = $1 AND w.merged_into = m.ticket_id
     ) SELECT ticket_id FROM merged`,
    [orgId, ticketId],
  );
  const tickets = await Promise.all(merged.map(({ ticket_id }) => findTicket(sql, orgId, ticket_id)));
  return tickets.filter((ticket) => ticket !== undefined).sort((a, b) => a.number - b.number);
}

export function findTicketByNumber(sql: Sql, orgId: OrgId, number: number): Promise<TicketRow | undefined> {
  return first(sql, `${TICKET_ROWS} WHERE w.org_id = $1 AND w.number = $2`, [orgId, number]);
}

/** The ticket's row in `ticket_work`, as it is made. */
export interface NewTicketWork {
  readonly ticketId: string;
  readonly number: number;
  readonly priority: TicketRow['priority'];
  readonly assetTag: string | null;
  readonly isPrivate: boolean;
  readonly requesterConversationId: string | null;
  readonly firstResponseDueAt: string | null;
  readonly resolutionDueAt: string | null;
  readonly now: Date;
}

export async function addTicketWork(tx: Sql, orgId: OrgId, work: NewTicketWork): Promise<void> {
  await tx.run(
    `INSERT INTO ticket_work (ticket_id, org_id, number, priority, asset_tag, is_private, requester_conversation_id,
       first_response_due_at, resolution_due_at, resolution_started_at, last_word_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)`,
    [
      work.ticketId,
      orgId,
      work.number,
      work.priority,
      work.assetTag,
      work.isPrivate ? 1 : 0,
      work.requesterConversationId,
      work.firstResponseDueAt,
      work.resolutionDueAt,
      work.now.toISOString(),
    ],
  );
}

/** Columns of the work row that operations change. */
export type TicketWorkChange = Partial<
  Pick<
    TicketRow,
    | 'priority'
    | 'assignee_user_id'
    | 'asset_tag'
    | 'work_conversation_id'
    | 'requester_conversation_id'
    | 'first_response_due_at'
    | 'resolution_due_at'
    | 'first_responded_at'
    | 'resolved_at'
    | 'resolution'
    | 'pauses_json'
    | 'resolution_started_at'
    | 'resolution_share'
    | 'last_word_at'
    | 'snoozed_until'
    | 'merged_into'
  >
>;

/**
 * Changes a ticket's work row if it still is at `version`, which then grows by one; false when somebody was faster.
 * This one guarded UPDATE decides who wins when several people press at once.
 */
export async function changeTicketWork(
  tx: Sql,
  orgId: OrgId,
  { ticketId, version }: { ticketId: string; version: number },
  change: TicketWorkChange,
): Promise<boolean> {
  const [sets, values] = assignments(change, 4);
  const changed = await tx.run(
    `UPDATE ticket_work SET version = version + 1${sets} WHERE org_id = $1 AND ticket_id = $2 AND version = $3`,
    [orgId, ticketId, version, ...values],
  );
  return changed === 1;
}

/** What the ticket's cards show has changed, whatever else is changing at this moment: answers the version they show then. */
export async function outdateCards(tx: Sql, orgId: OrgId, ticketId: string): Promise<number> {
  const row = await first<{ version: number }>(
    tx,
    'UPDATE ticket_work SET version = version + 1 WHERE org_id = $1 AND ticket_id = $2 RETURNING version',
    [orgId, ticketId],
  );
  if (!row) throw new Error('A ticket whose cards change exists.');
  return row.version;
}

/** Changes what no card shows: neither refused nor counted as a new version. */
export async function noteOnTicketWork(
  tx: Sql,
  orgId: OrgId,
  ticketId: string,
  change: TicketWorkChange,
): Promise<void> {
  const [sets, values] = assignments(change, 3);
  await tx.run(`UPDATE ticket_work SET ${sets.slice(2)} WHERE org_id = $1 AND ticket_id = $2`, [
    orgId,
    ticketId,
    ...values,
  ]);
}

function assignments(change: TicketWorkChange, from: number): [string, SqlValue[]] {
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  return [given.map(([name], index) => `, ${name} = $${index + from}`).join(''), given.map(([, value]) => value)];
}

/** The next number of this organisation's tickets; gaps only where a transaction failed. */
export async function nextTicketNumber(tx: Sql, orgId: OrgId): Promise<number> {
  const row = await first<{ value: number }>(
    tx,
    `INSERT INTO org_counter (org_id, name, value) VALUES ($1, 'ticket', 1)
     ON CONFLICT (org_id, name) DO UPDATE SET value = org_counter.value + 1 RETURNING value`,
    [orgId],
  );
  if (!row) throw new Error('A counter gives a number.');
  return row.value;
}
