import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';
import { json, text, textKey } from './columns.js';
import { propertiesJson } from './json.js';

/** ASSETS: what was bought, with its warranty. One asset may be represented by many devices. */
export class Asset extends Model<InferAttributes<Asset>, InferCreationAttributes<Asset>> {
  declare asset_id: string;
  declare org_id: string;
  declare asset_type: string;
  declare vendor: CreationOptional<string | null>;
  declare model: CreationOptional<string | null>;
  declare date_acquired: CreationOptional<string | null>;
  declare date_retired: CreationOptional<string | null>;
  declare warranty_end: CreationOptional<string | null>;
  declare properties_json: CreationOptional<string>;
  declare created_at: string;
}

export function defineAsset(sequelize: Sequelize): typeof Asset {
  return class extends Asset {}.init(
    {
      asset_id: textKey(),
      org_id: text(),
      asset_type: text(),
      vendor: DataTypes.TEXT,
      model: DataTypes.TEXT,
      date_acquired: DataTypes.TEXT,
      date_retired: DataTypes.TEXT,
      warranty_end: DataTypes.TEXT,
      properties_json: json(propertiesJson, '{}'),
      created_at: text(),
    },
    { sequelize, tableName: 'assets', modelName: 'Asset' },
  );
}
