import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';
import { text, textKey } from './columns.js';

/** ORGS: one customer of the desk. Everything else belongs to exactly one. */
export class Org extends Model<InferAttributes<Org>, InferCreationAttributes<Org>> {
  declare org_id: string;
  declare name: string;
  declare address: CreationOptional<string | null>;
  declare city: CreationOptional<string | null>;
  declare state: CreationOptional<string | null>;
  declare zip: CreationOptional<string | null>;
  declare poc_user_id: CreationOptional<string | null>;
  declare tech_contact_user_id: CreationOptional<string | null>;
  declare created_at: string;
}

export function defineOrg(sequelize: Sequelize): typeof Org {
  return class extends Org {}.init(
    {
      org_id: textKey(),
      name: text(),
      address: DataTypes.TEXT,
      city: DataTypes.TEXT,
      state: DataTypes.TEXT,
      zip: DataTypes.TEXT,
      poc_user_id: DataTypes.TEXT,
      tech_contact_user_id: DataTypes.TEXT,
      created_at: text(),
    },
    { sequelize, tableName: 'orgs', modelName: 'Org' },
  );
}
