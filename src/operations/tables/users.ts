import { newId } from '../../../models/ids.js';
import { addDepartment, findDepartments } from '../../../models/organisations/org-department.js';
import {
  findUserIdsInAllOrgs,
  findUsersCalled,
  saveUserLabels,
  saveUsers,
  type UserRow,
} from '../../../models/tables/user-rows.js';
import { addEvent } from '../../../models/tickets/ticket-event.js';
import type { Role } from '../../rules/policy.js';
import type { Work } from '../work.js';
import { type Column, email, id, mends, moment, type Reading, role, text } from './column.js';
import { departmentKey } from './department-key.js';
import { usersByKey } from './find-people.js';
import { freeIds } from './free-ids.js';
import {
  cellOr,
  cellProblem,
  claim,
  type ImportTable,
  type Outcome,
  type Plan,
  type PlanContext,
  valuesOf,
} from './plan.js';
import type { RowProblem, TableRow } from './read-rows.js';

/** People: known by the id of the file, else by e-mail. */
export const users: ImportTable = { table: 'users', columns, needs: [['user_id', 'email']], keepsFurther: false, plan };

function columns(reading: Reading): readonly Column[] {
  return [
    { name: 'user_id', schema: id, mend: mends.id },
    { name: 'first_name', schema: text(200), mend: mends.text },
    { name: 'last_name', schema: text(200), mend: mends.text },
    { name: 'email', also: ['e_mail', 'email_address'], schema: email, mend: mends.email },
    { name: 'role', schema: role, mend: mends.role },
    { name: 'department', also: ['dept_name'], schema: id, mend: mends.id },
    { name: 'created_at', schema: moment(reading), mend: mends.moment },
  ];
}

interface Change {
  readonly before: UserRow | undefined;
  readonly after: Omit<UserRow, 'dept_id'>;
  readonly label: string | undefined;
}

async function plan(context: PlanContext, rows: readonly TableRow[]): Promise<Plan> {
  const { sql, orgId, options } = context;
  const known = usersByKey(await findUsersCalled(sql, orgId, valuesOf(rows, 'user_id', 'email')));
  const departments = new Map((await findDepartments(sql, orgId)).map((one) => [departmentKey(one.dept_name), one]));
  const problems: RowProblem[] = [];
  const notes: string[] = [];
  const changes: Change[] = [];
  const outcomes: Outcome[] = [];
  for (const row of rows) {
    const before = subjectOf(row, known);
    const wrong = 'reason' in before ? [before] : wrongWith(context, row, before.user);
    const name = row.cells.department;
    const department = name ? (departments.get(departmentKey(name))?.dept_name ?? name) : name;
    if (name && !departments.has(departmentKey(name)) && !options.addsDepartments)
      wrong.push(cellProblem(row, 'department', unknownDepartment));
    if (wrong.length > 0 || 'reason' in before) {
      problems.push(...wrong);
      continue;
    }
    const change = changeOf(context, { row, before: before.user, department });
    if (before.user?.role === 'admin' && row.cells.role && row.cells.role !== 'admin')
      notes.push(keptAdmin(row, before.user));
    const isUnchanged = before.user !== undefined && isSame(before.user, change);
    outcomes.push(isUnchanged ? 'unchanged' : before.user ? 'updated' : 'created');
    if (!isUnchanged) changes.push(change);
  }
  return { outcomes, problems, notes, save: (work) => save(work, changes) };
}

const unknownDepartment = {
  reason: 'is no department here',
  mend: 'Import the departments first, or let this import add them with --add-departments.',
};

/** The person a row is about: whom its id names, else whom its e-mail does; nobody yet; or what contradicts that. */
function subjectOf(row: TableRow, known: ReadonlyMap<string, UserRow>): { readonly user?: UserRow } | RowProblem {
  const { user_id: userId, email: address } = row.cells;
  if (!userId && !address) {
    const column = userId === undefined ? 'email' : 'user_id';
    return cellProblem(row, column, { reason: 'is empty', mend: 'Give every person a user_id or an email.' });
  }
  const byId = userId ? known.get(userId) : undefined;
  const byEmail = address ? known.get(address) : undefined;
  if (!byId || !byEmail || byId.user_id === byEmail.user_id) {
    const user = byId ?? byEmail;
    return user ? { user } : {};
  }
  return cellProblem(row, 'email', {
    reason: 'is the address of somebody else here',
    mend: 'Give each person an address of their own, or correct the user_id.',
  });
}

function wrongWith(context: PlanContext, row: TableRow, user: UserRow | undefined): RowProblem[] {
  const { user_id: userId, email: address } = row.cells;
  const column = userId ? 'user_id' : 'email';
  const subjects = [
    ...(userId ? [{ column: 'user_id', subject: `id ${userId}` }] : []),
    ...(address ? [{ column: 'email', subject: `email ${address}` }] : []),
    ...(user ? [{ column, subject: `person ${user.user_id}` }] : []),
  ];
  return subjects.flatMap((subject) => claim(context, row, subject) ?? []).slice(0, 1);
}

function changeOf(
  { now }: PlanContext,
  { row, before, department }: { row: TableRow; before: UserRow | undefined; department: string | null | undefined },
): Change {
  const { user_id: userId, email: address, role: wanted } = row.cells;
  const user_id = before?.user_id ?? userId ?? newId();
  const isKnownBy = !userId || userId === before?.label || userId === before?.user_id;
  return {
    before,
    label: isKnownBy ? undefined : userId,
    after: {
      user_id,
      label: userId ?? user_id,
      first_name: cellOr(row, 'first_name', before?.first_name) ?? '',
      last_name: cellOr(row, 'last_name', before?.last_name) ?? '',
      email: address ?? before?.email ?? null,
      role: before?.role === 'admin' ? 'admin' : ((wanted as Role | null | undefined) ?? before?.role ?? 'employee'),
      dept_name: department === undefined ? (before?.dept_name ?? null) : department,
      created_at: before?.created_at ?? row.cells.created_at ?? now.toISOString(),
    },
  };
}

function isSame(before: UserRow, { after, label }: Change): boolean {
  const columns = ['first_name', 'last_name', 'email', 'role', 'dept_name'] as const;
  return label === undefined && columns.every((column) => before[column] === after[column]);
}

function keptAdmin({ line }: TableRow, { label, email: address }: UserRow): string {
  const who = address ?? label;
  return `Line ${line}: ${who} stays admin: an import takes no admin's rights away. "deskhand user role ${who} employee" does.`;
}

async function save(work: Work, changes: readonly Change[]): Promise<void> {
  const { tx, orgId } = work;
  const departments = await departmentIds(work, changes);
  const created = changes.filter(({ before, label }) => !before && label !== undefined);
  const ids = await freeIds(
    created.map(({ after }) => after.user_id),
    orgId,
    (wanted) => findUserIdsInAllOrgs(tx, wanted),
  );
  const rows = changes.map(({ before, after, label }) => {
    const user_id = before ? after.user_id : (ids.get(after.user_id) ?? after.user_id);
    const dept_id = after.dept_name === null ? null : (departments.get(departmentKey(after.dept_name)) ?? null);
    return { ...after, user_id, dept_id, label: label ?? user_id };
  });
  await saveUsers(tx, orgId, rows);
  await saveUserLabels(
    tx,
    orgId,
    rows.filter(({ label, user_id }) => label !== user_id),
  );
  await auditRoles(work, changes, rows);
}

/** The departments of these people by `departmentKey`; those the organisation lacks are added. */
async function departmentIds({ tx, orgId }: Work, changes: readonly Change[]): Promise<ReadonlyMap<string, number>> {
  const known = await findDepartments(tx, orgId);
  const ids = new Map(known.map(({ dept_name, dept_id }) => [departmentKey(dept_name), dept_id]));
  for (const { after } of changes) {
    const name = after.dept_name;
    if (name === null || ids.has(departmentKey(name))) continue;
    ids.set(departmentKey(name), await addDepartment(tx, orgId, name.replace(/\s+/g, ' ')));
  }
  return ids;
}

/** Whoever may do more or less than before is written down; that new people are employees goes without saying. */
async function auditRoles(
  { tx, orgId, now }: Work,
  changes: readonly Change[],
  rows: readonly { readonly user_id: string; readonly role: Role }[],
): Promise<void> {
  for (const [at, { before }] of changes.entries()) {
    const row = rows[at];
    if (!row || row.role === (before?.role ?? 'employee')) continue;
    await addEvent(tx, orgId, {
      ticketId: null,
      actorId: null,
      kind: 'user.role',
      detail: { user: row.user_id, role: row.role },
      now,
    });
  }
}
