import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';
import { text } from './columns.js';

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
