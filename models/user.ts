import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';
import type { Role } from '../src/rules/policy.js';
import { roles } from '../src/rules/policy.js';
import { oneOf, text, textKey } from './columns.js';
import type { OrgId } from './ids.js';
import { first, type Sql } from './sql.js';

/** USERS: a person of one organisation, on however many platforms. */
export class User extends Model<InferAttributes<User>, InferCreationAttributes<User>> {
  declare user_id: string;
  declare org_id: string;
  declare first_name: string;
  declare last_name: string;
  declare email: CreationOptional<string | null>;
  declare role: Role;
  declare dept_id: CreationOptional<number | null>;
  declare created_at: string;
}

export function defineUser(sequelize: Sequelize): typeof User {
  return class extends User {}.init(
    {
      user_id: textKey(),
      org_id: text(),
      first_name: text(),
      last_name: text(),
      email: DataTypes.TEXT,
      role: oneOf(roles),
      dept_id: DataTypes.INTEGER,
      created_at: text(),
    },
    { sequelize, tableName: 'users', modelName: 'User' },
  );
}

/** Whether the organisation has anyone who may set it up. */
export async function hasAdmin(sql: Sql, orgId: OrgId): Promise<boolean> {
  return Boolean(await first(sql, "SELECT user_id FROM users WHERE org_id = $1 AND role = 'admin' LIMIT 1", [orgId]));
}

/** What people are called: first and last name, else what is known. */
export function nameOf(user: Pick<User, 'first_name' | 'last_name' | 'email'>): string {
  return `${user.first_name} ${user.last_name}`.trim() || user.email?.split('@')[0] || 'Someone';
}

export async function findRole(sql: Sql, orgId: OrgId, userId: string): Promise<Role | undefined> {
  const row = await first<{ role: Role }>(sql, 'SELECT role FROM users WHERE org_id = $1 AND user_id = $2', [
    orgId,
    userId,
  ]);
  return row?.role;
}

/** The names of these people, those that are known, in no order. */
export async function findNames(
  sql: Sql,
  orgId: OrgId,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (userIds.length === 0) return new Map();
  const places = userIds.map((_, index) => `$${index + 2}`).join(', ');
  const rows = await sql.all<Pick<User, 'user_id' | 'first_name' | 'last_name' | 'email'>>(
    `SELECT user_id, first_name, last_name, email FROM users WHERE org_id = $1 AND user_id IN (${places})`,
    [orgId, ...userIds],
  );
  return new Map(rows.map((row) => [row.user_id, nameOf(row)]));
}

/** Those who lead the desk of an organisation, with what makes them lead it; admins in the order they came. */
export function findLeads(sql: Sql, orgId: OrgId) {
  return sql.all<{ readonly user_id: string; readonly lead: 'tech_contact' | 'poc' | 'admin' }>(
    `SELECT tech_contact_user_id AS user_id, 'tech_contact' AS lead, '' AS since FROM orgs
       WHERE org_id = $1 AND tech_contact_user_id IS NOT NULL
     UNION ALL SELECT poc_user_id, 'poc', '' FROM orgs WHERE org_id = $1 AND poc_user_id IS NOT NULL
     UNION ALL SELECT user_id, 'admin', created_at FROM users WHERE org_id = $1 AND role = 'admin'
     ORDER BY since, user_id`,
    [orgId],
  );
}
