import type { Migration } from './migration.js';

const conversationRows = 'CREATE INDEX outbox_conversation ON outbox (conversation_id, outbox_id) WHERE state';

/** What waits in one conversation, by other words than the index of what is due, so that neither stands in for the other. */
export const inTurn: Migration = {
  name: '0027-in-turn',
  up: () => ['DROP INDEX outbox_conversation', `${conversationRows} NOT IN ('sent', 'dead')`],
  down: () => ['DROP INDEX outbox_conversation', `${conversationRows} IN ('pending', 'sending', 'uncertain')`],
};
