import { ConnectorMappers } from 'botframework-connector/lib/connectorApi/connectorClient.js';

/**
 * Lets activities go out as they are written. The connector copies each by its description, member by member through all
 * of its card, and of an entity it knows three members and drops the others, so that labels and citations would vanish.
 */
export function sendAsWritten(): void {
  const { Activity, Entity } = ConnectorMappers;
  Object.assign(Activity.type, { name: 'any' });
  // The first activity of a conversation is copied all the same, as part of what begins it.
  Object.assign(Entity.type, { additionalProperties: { type: { name: 'Object' } } });
}
