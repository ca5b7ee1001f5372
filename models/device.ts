import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';
import { text, textKey } from './columns.js';

/** DEVICES: a machine somebody works with, assigned to a person and often represented by an asset. */
export class Device extends Model<InferAttributes<Device>, InferCreationAttributes<Device>> {
  declare asset_tag: string;
  declare org_id: string;
  declare asset_id: CreationOptional<string | null>;
  declare assigned_user_id: CreationOptional<string | null>;
  declare hostname: CreationOptional<string | null>;
  declare serial_number: CreationOptional<string | null>;
  declare os: CreationOptional<string | null>;
  declare last_seen_at: CreationOptional<string | null>;
  declare notes: CreationOptional<string | null>;
  declare created_at: string;
}

export function defineDevice(sequelize: Sequelize): typeof Device {
  return class extends Device {}.init(
    {
      asset_tag: textKey(),
      org_id: text(),
      asset_id: DataTypes.TEXT,
      assigned_user_id: DataTypes.TEXT,
      hostname: DataTypes.TEXT,
      serial_number: DataTypes.TEXT,
      os: DataTypes.TEXT,
      last_seen_at: DataTypes.TEXT,
      notes: DataTypes.TEXT,
      created_at: text(),
    },
    { sequelize, tableName: 'devices', modelName: 'Device' },
  );
}
