import { addDepartment, findDepartments, setDepartmentManager } from '../../../models/organisations/org-department.js';
import type { Work } from '../work.js';
import { type Column, id, mends } from './column.js';
import { departmentKey } from './department-key.js';
import { findPeople, personIn } from './find-people.js';
import { claim, type ImportTable, type Outcome, type Plan, type PlanContext, valuesOf } from './plan.js';
import type { RowProblem, TableRow } from './read-rows.js';

/** Departments: known by their name in any case; the organisation's own, whoever else uses the name. */
export const departments: ImportTable = {
  table: 'departments',
  columns: (): readonly Column[] => [
    { name: 'dept_name', also: ['department', 'name'], schema: id, mend: mends.id, isRequired: true },
    { name: 'manager', also: ['manager_user_id', 'manager_email'], schema: id, mend: mends.id },
  ],
  needs: [['dept_name']],
  keepsFurther: false,
  plan,
};

interface Change {
  readonly name: string;
  /** Undefined leaves it as it is, null takes it away. */
  readonly managerId: string | null | undefined;
}

async function plan(context: PlanContext, rows: readonly TableRow[]): Promise<Plan> {
  const { sql, orgId } = context;
  const known = new Map((await findDepartments(sql, orgId)).map((one) => [departmentKey(one.dept_name), one]));
  const find = await findPeople(sql, orgId, valuesOf(rows, 'manager'));
  const problems: RowProblem[] = [];
  const outcomes: Outcome[] = [];
  const changes: Change[] = [];
  for (const row of rows) {
    const name = row.cells.dept_name ?? '';
    const before = known.get(departmentKey(name));
    const doubled = claim(context, row, { column: 'dept_name', subject: departmentKey(name) });
    const manager = personIn(row, 'manager', find);
    if (doubled) problems.push(doubled);
    if ('reason' in manager) problems.push(manager);
    if (doubled || 'reason' in manager) continue;
    const managerId = manager.userId;
    const isSame = before && (managerId === undefined || managerId === before.manager_user_id);
    outcomes.push(isSame ? 'unchanged' : before ? 'updated' : 'created');
    if (!isSame) changes.push({ name: before?.dept_name ?? name.replace(/\s+/g, ' '), managerId });
  }
  return { outcomes, problems, notes: [], save: (work) => save(work, changes) };
}

async function save({ tx, orgId }: Work, changes: readonly Change[]): Promise<void> {
  for (const { name, managerId } of changes) {
    const deptId = await addDepartment(tx, orgId, name);
    if (managerId !== undefined) await setDepartmentManager(tx, orgId, { deptId, userId: managerId });
  }
}
