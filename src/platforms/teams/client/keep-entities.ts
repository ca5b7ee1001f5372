import { ConnectorMappers } from 'botframework-connector/lib/connectorApi/connectorClient.js';

/**
 * The connector's description of an entity knows three of its members and drops all others, so that labels and citations
 * would vanish on their way out. Told once that there may be more, it keeps them.
 */
export function keepEntities(): void {
  Object.assign(ConnectorMappers.Entity.type, { additionalProperties: { type: { name: 'Object' } } });
}
