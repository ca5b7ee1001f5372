import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';
import { text } from './columns.js';
import { first, type Sql } from './sql.js';

/** DEPARTMENTS: a dictionary of names that organisations share; never renamed or deleted. */
export class Department extends Model<InferAttributes<Department>, InferCreationAttributes<Department>> {
  declare dept_id: CreationOptional<number>;
  declare dept_name: string;
}

export function defineDepartment(sequelize: Sequelize): typeof Department {
  return class extends Department {}.init(
    {
      dept_id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      dept_name: { ...text(), unique: true },
    },
    { sequelize, tableName: 'departments', modelName: 'Department' },
  );
}

/** The name of a department. */
export async function findDepartmentName(sql: Sql, deptId: number): Promise<string | undefined> {
  const row = await first<{ dept_name: string }>(sql, 'SELECT dept_name FROM departments WHERE dept_id = $1', [deptId]);
  return row?.dept_name;
}
