import type { OrgId } from '../ids.js';
import { first, type Sql } from '../sql.js';

/** A department as an organisation has it; `manager` is the id people know its manager by. */
export interface OrgDepartmentRow {
  readonly dept_id: number;
  readonly dept_name: string;
  readonly manager_user_id: string | null;
  readonly manager: string | null;
}

const SELECT = `SELECT d.dept_id, d.dept_name, m.user_id AS manager_user_id, COALESCE(l.label, m.user_id) AS manager
  FROM org_department o JOIN departments d ON d.dept_id = o.dept_id
  LEFT JOIN department_manager m ON m.org_id = o.org_id AND m.dept_id = o.dept_id
  LEFT JOIN user_label l ON l.org_id = m.org_id AND l.user_id = m.user_id`;

/** Every department of an organisation, by name. */
export function findDepartments(sql: Sql, orgId: OrgId): Promise<OrgDepartmentRow[]> {
  return sql.all(`${SELECT} WHERE o.org_id = $1 ORDER BY d.dept_name`, [orgId]);
}

/** Makes a name a department of the organisation and gives its id; one it has stays as it is. */
export async function addDepartment(tx: Sql, orgId: OrgId, name: string): Promise<number> {
  await tx.run('INSERT INTO departments (dept_name) VALUES ($1) ON CONFLICT (dept_name) DO NOTHING', [name]);
  const row = await first<{ dept_id: number }>(tx, 'SELECT dept_id FROM departments WHERE dept_name = $1', [name]);
  if (!row) throw new Error('A department that was just added exists.');
  await tx.run('INSERT INTO org_department (org_id, dept_id) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    orgId,
    row.dept_id,
  ]);
  return row.dept_id;
}

/** Makes somebody the manager of a department, or leaves it without one. */
export async function setDepartmentManager(
  tx: Sql,
  orgId: OrgId,
  { deptId, userId }: { deptId: number; userId: string | null },
): Promise<void> {
  if (userId === null) {
    await tx.run('DELETE FROM department_manager WHERE org_id = $1 AND dept_id = $2', [orgId, deptId]);
    return;
  }
  await tx.run(
    `INSERT INTO department_manager (org_id, dept_id, user_id) VALUES ($1, $2, $3)
     ON CONFLICT (org_id, dept_id) DO UPDATE SET user_id = excluded.user_id`,
    [orgId, deptId, userId],
  );
}
