import { type Migration, table } from './migration.js';

/** Who is installed where, who is who, which conversations there are, what came in and what goes out. */
export const chat: Migration = {
  name: '0002-chat',
  up: (dialect) => [
    ...[installation, account, conversation, sessionWork, card, inbox, outbox, relay, messageSource].map((sql) =>
      table(dialect, sql),
    ),
    ...indexes,
  ],
  down: () =>
    [
      'message_source',
      'relay',
      'outbox',
      'inbox',
      'card',
      'session_work',
      'conversation',
      'account',
      'installation',
    ].map((name) => `DROP TABLE ${name}`),
};

const installation = `CREATE TABLE installation (
  installation_id TEXT NOT NULL PRIMARY KEY,
  org_id TEXT NOT NULL REFERENCES orgs (org_id),
  platform TEXT NOT NULL,
  tenant TEXT NOT NULL,
  name TEXT NOT NULL,
  details_json TEXT NOT NULL DEFAULT '{}',
  created_at TEXT NOT NULL,
  removed_at TEXT,
  UNIQUE (platform, tenant)
)`;

const account = `CREATE TABLE account (
  account_id TEXT NOT NULL PRIMARY KEY,
  org_id TEXT NOT NULL REFERENCES orgs (org_id),
  user_id TEXT NOT NULL,
  platform TEXT NOT NULL,
  tenant TEXT NOT NULL,
  external_id TEXT NOT NULL,
  standing TEXT NOT NULL CHECK (standing IN ('member', 'guest', 'stranger', 'bot', 'deactivated')),
  greeted_at TEXT,
  checked_at TEXT NOT NULL,
  created_at TEXT NOT NULL,
  UNIQUE (platform, tenant, external_id),
  FOREIGN KEY (org_id, user_id) REFERENCES users (org_id, user_id)
)`;

const conversation = `CREATE TABLE conversation (
  conversation_id TEXT NOT NULL PRIMARY KEY,
  org_id TEXT NOT NULL REFERENCES orgs (org_id),
  platform TEXT NOT NULL,
  tenant TEXT NOT NULL,
  external_key TEXT,
  channel_key TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('direct', 'thread', 'channel')),
  user_id TEXT,
  session_id TEXT,
  ticket_id TEXT,
  answer_lease_until TEXT NOT NULL DEFAULT '',
  answer_fence INTEGER NOT NULL DEFAULT 0,
  send_lease_until TEXT NOT NULL DEFAULT '',
  send_fence INTEGER NOT NULL DEFAULT 0,
  next_send_at TEXT NOT NULL DEFAULT '',
  created_at TEXT NOT NULL,
  UNIQUE (org_id, conversation_id),
  UNIQUE (platform, tenant, external_key),
  FOREIGN KEY (org_id, user_id) REFERENCES users (org_id, user_id),
  FOREIGN KEY (org_id, session_id) REFERENCES sessions (org_id, session_id),
  FOREIGN KEY (org_id, ticket_id) REFERENCES tickets (org_id, ticket_id)
)`;

const sessionWork = `CREATE TABLE session_work (
  session_id TEXT NOT NULL PRIMARY KEY,
  org_id TEXT NOT NULL,
  conversation_id TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 0,
  flow_json TEXT NOT NULL DEFAULT '{}',
  FOREIGN KEY (org_id, session_id) REFERENCES sessions (org_id, session_id),
  FOREIGN KEY (org_id, conversation_id) REFERENCES conversation (org_id, conversation_id)
)`;

const card = `CREATE TABLE card (
  card_id TEXT NOT NULL PRIMARY KEY,
  org_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  conversation_id TEXT NOT NULL,
  message_ref TEXT,
  wanted_version INTEGER NOT NULL,
  shown_version INTEGER NOT NULL DEFAULT 0,
  created_at TEXT NOT NULL,
  UNIQUE (org_id, card_id),
  UNIQUE (subject_id, kind, conversation_id),
  FOREIGN KEY (org_id, conversation_id) REFERENCES conversation (org_id, conversation_id)
)`;

const inbox = `CREATE TABLE inbox (
  inbox_id TEXT NOT NULL PRIMARY KEY,
  org_id TEXT NOT NULL REFERENCES orgs (org_id),
  platform TEXT NOT NULL,
  tenant TEXT NOT NULL,
  dedupe_key TEXT NOT NULL,
  conversation_id TEXT,
  payload_json TEXT,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'dead')),
  outcome TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  next_attempt_at TEXT NOT NULL,
  received_at TEXT NOT NULL,
  UNIQUE (platform, tenant, dedupe_key),
  FOREIGN KEY (org_id, conversation_id) REFERENCES conversation (org_id, conversation_id)
)`;

const outbox = `CREATE TABLE outbox (
  outbox_id TEXT NOT NULL PRIMARY KEY,
  org_id TEXT NOT NULL,
  conversation_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('post', 'replace', 'remove', 'card')),
  reply_json TEXT,
  card_id TEXT,
  target_id TEXT,
  state TEXT NOT NULL CHECK (state IN ('pending', 'sending', 'uncertain', 'sent', 'dead')),
  message_ref TEXT,
  is_repeat INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0,
  next_attempt_at TEXT NOT NULL,
  first_tried_at TEXT,
  tried_at TEXT,
  reason TEXT,
  created_at TEXT NOT NULL,
  sent_at TEXT,
  UNIQUE (org_id, outbox_id),
  FOREIGN KEY (org_id, target_id) REFERENCES outbox (org_id, outbox_id),
  FOREIGN KEY (org_id, conversation_id) REFERENCES conversation (org_id, conversation_id),
  FOREIGN KEY (org_id, card_id) REFERENCES card (org_id, card_id)
)`;

/**
 * A tech's or requester's word and the copy of it that left for the other side. MESSAGES has no org_id: the session
 * between them keeps both in one organisation.
 */
const relay = `CREATE TABLE relay (
  relay_id TEXT NOT NULL PRIMARY KEY,
  org_id TEXT NOT NULL,
  ticket_id TEXT NOT NULL,
  conversation_id TEXT NOT NULL,
  message_ref TEXT NOT NULL,
  session_id TEXT NOT NULL,
  message_id TEXT NOT NULL,
  outbox_id TEXT NOT NULL,
  mark_id TEXT,
  recalled_at TEXT,
  UNIQUE (conversation_id, message_ref),
  FOREIGN KEY (org_id, session_id) REFERENCES sessions (org_id, session_id),
  FOREIGN KEY (session_id, message_id) REFERENCES messages (session_id, message_id),
  FOREIGN KEY (org_id, outbox_id) REFERENCES outbox (org_id, outbox_id),
  FOREIGN KEY (org_id, mark_id) REFERENCES outbox (org_id, outbox_id),
  FOREIGN KEY (org_id, ticket_id) REFERENCES tickets (org_id, ticket_id),
  FOREIGN KEY (org_id, conversation_id) REFERENCES conversation (org_id, conversation_id)
)`;

/** Which platform message a word of a session came from, so that edits and deletions find it. */
const messageSource = `CREATE TABLE message_source (
  message_id TEXT NOT NULL PRIMARY KEY,
  org_id TEXT NOT NULL,
  session_id TEXT NOT NULL,
  conversation_id TEXT NOT NULL,
  message_ref TEXT NOT NULL,
  UNIQUE (conversation_id, message_ref),
  FOREIGN KEY (org_id, session_id) REFERENCES sessions (org_id, session_id),
  FOREIGN KEY (session_id, message_id) REFERENCES messages (session_id, message_id),
  FOREIGN KEY (org_id, conversation_id) REFERENCES conversation (org_id, conversation_id)
)`;

const indexes = [
  'CREATE INDEX installation_org ON installation (org_id)',
  'CREATE INDEX account_user ON account (org_id, user_id)',
  'CREATE INDEX conversation_ticket ON conversation (org_id, ticket_id)',
  'CREATE INDEX session_work_conversation ON session_work (org_id, conversation_id)',
  'CREATE INDEX card_message ON card (conversation_id, message_ref)',
  "CREATE INDEX inbox_waiting ON inbox (next_attempt_at) WHERE state = 'waiting'",
  "CREATE INDEX inbox_conversation ON inbox (conversation_id, inbox_id) WHERE state = 'waiting'",
  'CREATE INDEX inbox_received ON inbox (received_at)',
  "CREATE INDEX outbox_due ON outbox (next_attempt_at) WHERE state IN ('pending', 'sending', 'uncertain')",
  "CREATE INDEX outbox_conversation ON outbox (conversation_id, outbox_id) WHERE state IN ('pending', 'sending', 'uncertain')",
  "CREATE INDEX outbox_problem ON outbox (org_id, outbox_id) WHERE state IN ('dead', 'uncertain')",
  "CREATE UNIQUE INDEX outbox_card ON outbox (card_id) WHERE state = 'pending' AND kind = 'card'",
  'CREATE INDEX outbox_message ON outbox (conversation_id, message_ref)',
  "CREATE INDEX outbox_card_open ON outbox (card_id) WHERE card_id IS NOT NULL AND state <> 'sent'",
  'CREATE INDEX outbox_target ON outbox (org_id, target_id) WHERE target_id IS NOT NULL',
  'CREATE INDEX relay_ticket ON relay (org_id, ticket_id)',
  'CREATE INDEX relay_outbox ON relay (org_id, outbox_id)',
  'CREATE INDEX relay_mark ON relay (org_id, mark_id) WHERE mark_id IS NOT NULL',
];
