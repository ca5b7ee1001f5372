import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';
import { json, oneOf, text, textKey } from './columns.js';
import { collectedJson, stepsAttemptedJson } from './json.js';

const sessionStatuses = ['open', 'waiting', 'handed_over', 'resolved', 'abandoned'] as const;
export type SessionStatus = (typeof sessionStatuses)[number];

/** SESSIONS: one problem talked through with the desk. `turns` counts the person's messages. */
export class Session extends Model<InferAttributes<Session>, InferCreationAttributes<Session>> {
  declare session_id: string;
  declare org_id: string;
  declare user_id: string;
  declare turns: CreationOptional<number>;
  declare category: CreationOptional<string | null>;
  declare status: SessionStatus;
  declare collected_json: CreationOptional<string>;
  declare steps_attempted_json: CreationOptional<string>;
  declare created_at: string;
  declare updated_at: string;
}

export function defineSession(sequelize: Sequelize): typeof Session {
  return class extends Session {}.init(
    {
      session_id: textKey(),
      org_id: text(),
      user_id: text(),
      turns: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
      category: DataTypes.TEXT,
      status: oneOf(sessionStatuses),
      collected_json: json(collectedJson, '{}'),
      steps_attempted_json: json(stepsAttemptedJson, '[]'),
      created_at: text(),
      updated_at: text(),
    },
    { sequelize, tableName: 'sessions', modelName: 'Session' },
  );
}
