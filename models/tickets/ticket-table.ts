import type { Period } from '../../src/rules/digest-due.js';
import { type DigestScope, inScope, scopeValue } from '../digests/digest-scope.js';
import type { OrgId } from '../ids.js';
import type { Sql } from '../sql.js';

/** A ticket as a spreadsheet shows it. */
export interface TicketTableRow {
  readonly number: number;
  readonly ticket_id: string;
  readonly status: string;
  readonly priority: string;
  readonly impact: string;
  readonly urgency: string;
  readonly category: string | null;
  readonly summary: string;
  readonly requester: string | null;
  readonly department: string | null;
  readonly assignee: string | null;
  readonly device: string | null;
  readonly created_at: string;
  readonly first_response_due_at: string | null;
  readonly first_responded_at: string | null;
  readonly resolution_due_at: string | null;
  readonly resolved_at: string | null;
  readonly closed_at: string | null;
  readonly escalation_reason: string | null;
  readonly resolution: string | null;
  readonly stars: number | null;
  readonly comment: string | null;
}

const SELECT = `SELECT w.number, t.ticket_id, t.status, w.priority, t.impact, t.urgency, t.category, t.summary,
    COALESCE(r.email, r.user_id) AS requester, d.dept_name AS department, COALESCE(a.email, a.user_id) AS assignee,
    COALESCE(l.label, w.asset_tag) AS device, t.created_at, w.first_response_due_at, w.first_responded_at,
    w.resolution_due_at, w.resolved_at, t.closed_at, t.escalation_reason, w.resolution, f.stars, f.comment
  FROM ticket_work w
  JOIN tickets t ON t.org_id = w.org_id AND t.ticket_id = w.ticket_id
  JOIN users r ON r.org_id = t.org_id AND r.user_id = t.user_id
  LEFT JOIN departments d ON d.dept_id = r.dept_id
  LEFT JOIN users a ON a.org_id = w.org_id AND a.user_id = w.assignee_user_id
  LEFT JOIN device_label l ON l.org_id = w.org_id AND l.asset_tag = w.asset_tag
  LEFT JOIN feedback f ON f.org_id = t.org_id AND f.ticket_id = t.ticket_id`;

/** The tickets of an organisation in the order of their numbers, after one of them. People are named by e-mail or id. */
export function pageOfTickets(sql: Sql, orgId: OrgId, after: number, limit: number): Promise<TicketTableRow[]> {
  return sql.all(`${SELECT} WHERE w.org_id = $1 AND w.number > $2 ORDER BY w.number LIMIT $3`, [orgId, after, limit]);
}

/** The newest tickets of a scope that were opened or ended in a period. */
export function findTicketsOfPeriod(
  sql: Sql,
  orgId: OrgId,
  { scope, period, limit }: { scope: DigestScope; period: Period; limit: number },
): Promise<TicketTableRow[]> {
  return sql.all(
    `${SELECT} WHERE w.org_id = $1 AND w.ticket_id IN (
       SELECT ticket_id FROM tickets WHERE org_id = $1 AND created_at >= $2 AND created_at < $3
       UNION SELECT ticket_id FROM tickets WHERE org_id = $1 AND closed_at >= $2 AND closed_at < $3
       UNION SELECT ticket_id FROM ticket_work WHERE org_id = $1 AND resolved_at >= $2 AND resolved_at < $3)
     ${inScope(scope, 5)} ORDER BY w.number DESC LIMIT $4`,
    [orgId, period.from.toISOString(), period.to.toISOString(), limit, ...scopeValue(scope)],
  );
}
