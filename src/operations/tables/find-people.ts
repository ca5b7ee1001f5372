import type { OrgId } from '../../../models/ids.js';
import type { Sql } from '../../../models/sql.js';
import { findUsersCalled, findUsersNamed, type UserRow } from '../../../models/tables/user-rows.js';
import { cellProblem } from './plan.js';
import type { RowProblem, TableRow } from './read-rows.js';

type Found = UserRow | Pick<RowProblem, 'reason' | 'mend'>;

/** Finds people as files name them: by id, by e-mail in any case, or by full name where only one has it. */
export async function findPeople(sql: Sql, orgId: OrgId, names: readonly string[]): Promise<(name: string) => Found> {
  const keys = [...new Set(names.flatMap((name) => [name, name.toLowerCase()]))];
  const called = usersByKey(await findUsersCalled(sql, orgId, keys));
  const find = (name: string) => called.get(name) ?? called.get(name.toLowerCase());
  const named = await findUsersNamed(
    sql,
    orgId,
    names.filter((name) => !find(name)),
  );
  return (name) => {
    const known = find(name);
    if (known) return known;
    const [only, second] = named.filter((user) => `${user.first_name} ${user.last_name}` === name);
    if (second)
      return { reason: 'is the name of several people here', mend: 'Give the e-mail address or the user_id.' };
    return only ?? { reason: 'is nobody here', mend: 'Import that person first, or give their e-mail address.' };
  };
}

/** The person a cell names: undefined where the file has no such column, null where it is empty. */
export function personIn(
  row: TableRow,
  column: string,
  find: (name: string) => Found,
): { readonly userId: string | null | undefined } | RowProblem {
  const name = row.cells[column];
  if (!name) return { userId: name === undefined ? undefined : null };
  const found = find(name);
  return 'reason' in found ? cellProblem(row, column, found) : { userId: found.user_id };
}

/** People by everything they are known by: their ids and their e-mail. */
export function usersByKey(users: readonly UserRow[]): ReadonlyMap<string, UserRow> {
  return new Map(
    users.flatMap((user) =>
      [user.email, user.user_id, user.label].flatMap((key) => (key === null ? [] : [[key, user] as const])),
    ),
  );
}
