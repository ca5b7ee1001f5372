import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';
import { type TicketStatus, ticketStatuses } from '../src/rules/ticket-life.js';
import { json, oneOf, text, textKey } from './columns.js';
import { citationsJson, diagnosticsJson, stepsAttemptedJson } from './json.js';

export type Level = 'high' | 'medium' | 'low';
const levels = ['high', 'medium', 'low'];

/** TICKETS: what a person asked a tech to do. `closed_at` is set when closed or cancelled, not when resolved. */
export class Ticket extends Model<InferAttributes<Ticket>, InferCreationAttributes<Ticket>> {
  declare ticket_id: string;
  declare org_id: string;
  declare user_id: string;
  declare session_id: CreationOptional<string | null>;
  declare summary: string;
  declare category: CreationOptional<string | null>;
  declare impact: Level;
  declare urgency: Level;
  declare status: TicketStatus;
  declare escalation_reason: CreationOptional<string | null>;
  declare rendered_text: CreationOptional<string | null>;
  declare diagnostics_json: CreationOptional<string>;
  declare steps_attempted_json: CreationOptional<string>;
  declare citations_json: CreationOptional<string>;
  declare created_at: string;
  declare closed_at: CreationOptional<string | null>;
}

export function defineTicket(sequelize: Sequelize): typeof Ticket {
  return class extends Ticket {}.init(
    {
      ticket_id: textKey(),
      org_id: text(),
      user_id: text(),
      session_id: DataTypes.TEXT,
      summary: text(),
      category: DataTypes.TEXT,
      impact: oneOf(levels),
      urgency: oneOf(levels),
      status: oneOf(ticketStatuses),
      escalation_reason: DataTypes.TEXT,
      rendered_text: DataTypes.TEXT,
      diagnostics_json: json(diagnosticsJson, '{}'),
      steps_attempted_json: json(stepsAttemptedJson, '[]'),
      citations_json: json(citationsJson, '[]'),
      created_at: text(),
      closed_at: DataTypes.TEXT,
    },
    { sequelize, tableName: 'tickets', modelName: 'Ticket' },
  );
}
