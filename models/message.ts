import {
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';
import { json, oneOf, text, textKey } from './columns.js';
import { citationsJson } from './json.js';

const messageRoles = ['user', 'assistant', 'tech', 'system'] as const;
export type MessageRole = (typeof messageRoles)[number];

/** MESSAGES: every word of a session. Reached only through its session; internal notes never enter here. */
export class Message extends Model<InferAttributes<Message>, InferCreationAttributes<Message>> {
  declare message_id: string;
  declare session_id: string;
  declare role: MessageRole;
  declare content: string;
  declare citations_json: CreationOptional<string>;
  declare created_at: string;
}

export function defineMessage(sequelize: Sequelize): typeof Message {
  return class extends Message {}.init(
    {
      message_id: textKey(),
      session_id: text(),
      role: oneOf(messageRoles),
      content: text(),
      citations_json: json(citationsJson, '[]'),
      created_at: text(),
    },
    { sequelize, tableName: 'messages', modelName: 'Message' },
  );
}
