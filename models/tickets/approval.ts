import type { OrgId } from '../ids.js';
import { first, type Sql } from '../sql.js';

export type ApprovalState = 'asked' | 'approved' | 'declined';

/** The yes a ticket needs; nobody is named where nobody can be asked. */
export interface Approval {
  readonly ticket_id: string;
  readonly approver_user_id: string | null;
  readonly state: ApprovalState;
  readonly reason: string | null;
}

export function findApproval(sql: Sql, orgId: OrgId, ticketId: string): Promise<Approval | undefined> {
  return first(
    sql,
    'SELECT ticket_id, approver_user_id, state, reason FROM approval WHERE org_id = $1 AND ticket_id = $2',
    [orgId, ticketId],
  );
}

/**
 * Who may say yes to what this person asks for, best first: the manager of their department, others who manage in it,
 * the point of contact, the admins in the order they came. Never the person.
 */
export async function findApprovers(sql: Sql, orgId: OrgId, requesterId: string): Promise<string[]> {
  const rows = await sql.all<{ user_id: string }>(
    `SELECT user_id FROM (
       SELECT m.user_id, 1 AS place, '' AS since FROM users r
         JOIN department_manager m ON m.org_id = r.org_id AND m.dept_id = r.dept_id
         WHERE r.org_id = $1 AND r.user_id = $2
       UNION ALL SELECT u.user_id, 2, u.created_at FROM users r
         JOIN users u ON u.org_id = r.org_id AND u.dept_id = r.dept_id AND u.role = 'manager'
         WHERE r.org_id = $1 AND r.user_id = $2
       UNION ALL SELECT poc_user_id, 3, '' FROM orgs WHERE org_id = $1 AND poc_user_id IS NOT NULL
       UNION ALL SELECT user_id, 4, created_at FROM users WHERE org_id = $1 AND role = 'admin'
     ) candidate WHERE user_id <> $2 ORDER BY place, since, user_id`,
    [orgId, requesterId],
  );
  return [...new Set(rows.map(({ user_id }) => user_id))];
}

/** Notes who is asked from now on; whoever was asked before, or said no, is not any longer. What was approved stays so. */
export async function askApprover(
  tx: Sql,
  orgId: OrgId,
  of: { readonly ticketId: string; readonly approverId: string | null; readonly now: Date },
): Promise<void> {
  await tx.run(
    `INSERT INTO approval (ticket_id, org_id, approver_user_id, asked_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (ticket_id) DO UPDATE SET approver_user_id = excluded.approver_user_id, asked_at = excluded.asked_at,
       state = 'asked', reason = NULL, decided_at = NULL
       WHERE approval.org_id = $2 AND approval.state <> 'approved'`,
    [of.ticketId, orgId, of.approverId, of.now.toISOString()],
  );
}

/** Takes the answer of whoever is asked, once: false when it was given before, or somebody else is asked meanwhile. */
export async function answerApproval(
  tx: Sql,
  orgId: OrgId,
  of: {
    readonly ticketId: string;
    readonly approverId: string;
    readonly state: 'approved' | 'declined';
    readonly reason: string | null;
    readonly now: Date;
  },
): Promise<boolean> {
  const changed = await tx.run(
    `UPDATE approval SET state = $1, reason = $2, decided_at = $3
     WHERE org_id = $4 AND ticket_id = $5 AND approver_user_id = $6 AND state = 'asked'`,
    [of.state, of.reason, of.now.toISOString(), orgId, of.ticketId, of.approverId],
  );
  return changed === 1;
}

/** Live tickets that wait for the yes of this person, oldest first. */
export function findAskedOf(
  sql: Sql,
  orgId: OrgId,
  userId: string,
): Promise<{ readonly ticket_id: string; readonly approver_user_id: string; readonly user_id: string }[]> {
  return sql.all(
    `SELECT a.ticket_id, a.approver_user_id, t.user_id FROM approval a
     JOIN tickets t ON t.org_id = a.org_id AND t.ticket_id = a.ticket_id
     WHERE a.org_id = $1 AND a.state = 'asked' AND a.approver_user_id = $2
       AND t.status IN ('new', 'in_progress', 'waiting_user', 'waiting_vendor')
     ORDER BY a.ticket_id`,
    [orgId, userId],
  );
}

/** Of how many tickets nobody could be told at this moment that their yes does not come. */
export async function countUntoldApprovalsInAllOrgs(sql: Sql, now: Date): Promise<number> {
  const row = await first<{ tickets: number }>(
    sql,
    `/* all orgs: the command line looks after the whole service */
     SELECT CAST(COUNT(DISTINCT ticket_id) AS INTEGER) AS tickets FROM ticket_event
     WHERE kind = 'approval.open' AND created_at = $1 AND detail_json LIKE '%"to":"nobody"%'`,
    [now.toISOString()],
  );
  return row?.tickets ?? 0;
}
