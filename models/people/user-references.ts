import type { OrgId } from '../ids.js';
import { first, type Sql } from '../sql.js';

interface UserColumn {
  readonly table: string;
  readonly column: string;
  /** What else is unique beside the user: of two such rows one goes. */
  readonly beside?: string;
}

/** Every column whose rows are about a user among others, and so cannot be a reference: what was told them, and what is due for them. */
export const userMentions: readonly UserColumn[] = [
  { table: 'digest_sent', column: 'recipient', beside: 'local_date' },
  { table: 'reminder', column: 'reader', beside: 'ticket_id' },
  { table: 'notice', column: 'subject_id', beside: 'threshold' },
  { table: 'timer', column: 'subject_id', beside: 'kind' },
];

/** Every column that names a user. */
export const userReferences: readonly UserColumn[] = [
  { table: 'orgs', column: 'poc_user_id' },
  { table: 'orgs', column: 'tech_contact_user_id' },
  { table: 'account', column: 'user_id' },
  { table: 'conversation', column: 'user_id' },
  { table: 'devices', column: 'assigned_user_id' },
  { table: 'sessions', column: 'user_id' },
  { table: 'tickets', column: 'user_id' },
  { table: 'ticket_work', column: 'assignee_user_id' },
  { table: 'ticket_participant', column: 'user_id', beside: 'ticket_id' },
  { table: 'ticket_event', column: 'actor_user_id' },
  { table: 'feedback', column: 'user_id' },
  { table: 'approval', column: 'approver_user_id' },
  { table: 'digest_subscription', column: 'user_id', beside: 'org_id' },
  { table: 'join_code', column: 'made_by_user_id' },
  { table: 'user_label', column: 'user_id', beside: 'org_id' },
  { table: 'department_manager', column: 'user_id' },
  { table: 'console_link', column: 'user_id' },
  { table: 'console_session', column: 'user_id' },
  { table: 'device_ask', column: 'user_id' },
];

/** Whatever names the user `from` names `to` from now on, and `from` is gone. Both belong to the organisation. */
export async function replaceUser(
  tx: Sql,
  orgId: OrgId,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  for (const { table, column, beside } of [...userReferences, ...userMentions]) {
    if (beside)
      await tx.run(
        `DELETE FROM ${table} WHERE org_id = $1 AND ${column} = $2 AND ${beside} IN
           (SELECT ${beside} FROM ${table} WHERE org_id = $1 AND ${column} = $3)`,
        [orgId, from, to],
      );
    await tx.run(`UPDATE ${table} SET ${column} = $1 WHERE org_id = $2 AND ${column} = $3`, [to, orgId, from]);
  }
  await tx.run('DELETE FROM users WHERE org_id = $1 AND user_id = $2', [orgId, from]);
}

/** The user with this e-mail, in lower case. */
export async function findUserByEmail(sql: Sql, orgId: OrgId, email: string): Promise<string | undefined> {
  const row = await first<{ user_id: string }>(sql, 'SELECT user_id FROM users WHERE org_id = $1 AND email = $2', [
    orgId,
    email.toLowerCase(),
  ]);
  return row?.user_id;
}
