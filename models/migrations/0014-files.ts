import { type Migration, table } from './migration.js';

/** Files that came with words, and what is in them once they were fetched. */
export const files: Migration = {
  name: '0014-files',
  up: (dialect) => [table(dialect, file), table(dialect, filePart), 'CREATE INDEX file_created ON file (created_at)'],
  down: () => ['DROP TABLE file_part', 'DROP TABLE file'],
};

/** `source` is what the platform finds it by; `token` is in its link, and all that is needed to open it. */
const file = `CREATE TABLE file (
  file_id TEXT NOT NULL PRIMARY KEY,
  org_id TEXT NOT NULL,
  conversation_id TEXT NOT NULL,
  message_ref TEXT NOT NULL,
  source TEXT NOT NULL,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  token TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'stored', 'gone')),
  created_at TEXT NOT NULL,
  UNIQUE (org_id, file_id),
  UNIQUE (conversation_id, message_ref, source),
  FOREIGN KEY (org_id, conversation_id) REFERENCES conversation (org_id, conversation_id)
)`;

const filePart = `CREATE TABLE file_part (
  file_id TEXT NOT NULL,
  org_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (file_id, position),
  FOREIGN KEY (org_id, file_id) REFERENCES file (org_id, file_id)
)`;
