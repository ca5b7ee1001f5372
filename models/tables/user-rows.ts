import type { Role } from '../../src/rules/policy.js';
import type { OrgId } from '../ids.js';
import type { Sql } from '../sql.js';
import { places, saveRows } from './bulk.js';

/** A person as a table of people has them; `label` is the id people know them by. */
export interface UserRow {
  readonly user_id: string;
  readonly label: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly email: string | null;
  readonly role: Role;
  readonly dept_id: number | null;
  readonly dept_name: string | null;
  readonly created_at: string;
}

const SELECT = `SELECT u.user_id, COALESCE(l.label, u.user_id) AS label, u.first_name, u.last_name, u.email, u.role,
    u.dept_id, d.dept_name, u.created_at
  FROM users u LEFT JOIN departments d ON d.dept_id = u.dept_id
  LEFT JOIN user_label l ON l.org_id = u.org_id AND l.user_id = u.user_id`;

/** The people of an organisation whom any of these name: the id they were imported by or have, or their e-mail. */
export async function findUsersCalled(sql: Sql, orgId: OrgId, keys: readonly string[]): Promise<UserRow[]> {
  if (keys.length === 0) return [];
  const list = places(keys.length, 2);
  const find = (where: string) =>
    sql.all<UserRow>(`${SELECT} WHERE u.org_id = $1 AND ${where} IN (${list})`, [orgId, ...keys]);
  return [...(await find('u.user_id')), ...(await find('l.label')), ...(await find('u.email'))];
}

/** The people with one of these full names, written exactly so. */
export async function findUsersNamed(sql: Sql, orgId: OrgId, names: readonly string[]): Promise<UserRow[]> {
  if (names.length === 0) return [];
  return sql.all(
    `${SELECT} WHERE u.org_id = $1 AND u.first_name || ' ' || u.last_name IN (${places(names.length, 2)})`,
    [orgId, ...names],
  );
}

/** The people of an organisation in the order of their ids, after one of them. */
export function pageOfUsers(sql: Sql, orgId: OrgId, after: string, limit: number): Promise<UserRow[]> {
  return sql.all(`${SELECT} WHERE u.org_id = $1 AND u.user_id > $2 ORDER BY u.user_id LIMIT $3`, [orgId, after, limit]);
}

/** Which of these ids some organisation uses; never to be told to anybody. */
export async function findUserIdsInAllOrgs(sql: Sql, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await sql.all<{ user_id: string }>(
    `/* all orgs: an id is unique among all of them */ SELECT user_id FROM users WHERE user_id IN (${places(ids.length)})`,
    ids,
  );
  return rows.map(({ user_id }) => user_id);
}

/** Writes people, those known by their ids as they are now. */
export async function saveUsers(
  tx: Sql,
  orgId: OrgId,
  rows: readonly Omit<UserRow, 'label' | 'dept_name'>[],
): Promise<void> {
  const columns = ['user_id', 'org_id', 'first_name', 'last_name', 'email', 'role', 'dept_id', 'created_at'];
  await saveRows(
    tx,
    { table: 'users', columns, key: ['user_id'] },
    rows.map((row) => [
      row.user_id,
      orgId,
      row.first_name,
      row.last_name,
      row.email,
      row.role,
      row.dept_id,
      row.created_at,
    ]),
  );
}

/** Remembers by which id a person is known where it is not the row's own. */
export async function saveUserLabels(
  tx: Sql,
  orgId: OrgId,
  rows: readonly Pick<UserRow, 'user_id' | 'label'>[],
): Promise<void> {
  const columns = ['org_id', 'label', 'user_id'];
  await saveRows(
    tx,
    { table: 'user_label', columns, key: ['user_id'] },
    rows.map((row) => [orgId, row.label, row.user_id]),
  );
}
