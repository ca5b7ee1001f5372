import { type Migration, table } from './migration.js';

/** Further copies of a person's words, such as an assignee got when a private ticket became theirs: to be recalled with them. */
export const copies: Migration = {
  name: '0020-copies',
  up: (dialect) => [table(dialect, wordCopy), 'CREATE INDEX word_copy_message ON word_copy (org_id, message_id)'],
  down: () => ['DROP INDEX word_copy_message', 'DROP TABLE word_copy'],
};

const wordCopy = `CREATE TABLE word_copy (
  outbox_id TEXT NOT NULL PRIMARY KEY,
  org_id TEXT NOT NULL,
  session_id TEXT NOT NULL,
  message_id TEXT NOT NULL,
  FOREIGN KEY (org_id, outbox_id) REFERENCES outbox (org_id, outbox_id),
  FOREIGN KEY (org_id, session_id) REFERENCES sessions (org_id, session_id),
  FOREIGN KEY (session_id, message_id) REFERENCES messages (session_id, message_id)
)`;
