import { type Migration, table } from './migration.js';

/** How devices stand beyond DEVICES, who was asked about them, and what was said of warranties. */
export const devices: Migration = {
  name: '0006-devices',
  up: (dialect) => [
    ...[sweep, deviceState, ask, askItem, deviceImport, assetState, warrantyNotice, warrantyItem].map((sql) =>
      table(dialect, sql),
    ),
    table(dialect, 'ALTER TABLE account ADD COLUMN time_zone TEXT'),
    ...indexes,
  ],
  down: () => [
    'DROP INDEX ticket_work_device',
    'DROP INDEX device_hostname',
    'ALTER TABLE account DROP COLUMN time_zone',
    ...[
      'warranty_item',
      'warranty_notice',
      'asset_state',
      'device_import',
      'device_ask_item',
      'device_ask',
      'device_state',
      'org_sweep',
    ].map((name) => `DROP TABLE ${name}`),
  ],
};

/** When an organisation's devices or warranties are looked through next, and since when they are. */
const sweep = `CREATE TABLE org_sweep (
  org_id TEXT NOT NULL REFERENCES orgs (org_id),
  kind TEXT NOT NULL,
  first_at TEXT NOT NULL,
  next_at TEXT NOT NULL,
  fence INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (org_id, kind)
)`;

/**
 * `unseen_since` names the cycle the device is in, `stage` the last threshold of it that was acted on, in days; `ask` is
 * where the question to its owner stands, `report` the threshold techs are still to be told of.
 */
const deviceState = `CREATE TABLE device_state (
  asset_tag TEXT NOT NULL PRIMARY KEY,
  org_id TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'held' CHECK (state IN ('held', 'on_leave', 'returned', 'lost', 'retired')),
  until TEXT,
  confirmed_at TEXT,
  source TEXT NOT NULL DEFAULT '',
  version INTEGER NOT NULL DEFAULT 1,
  unseen_since TEXT NOT NULL DEFAULT '',
  stage INTEGER NOT NULL DEFAULT 0,
  ask TEXT NOT NULL DEFAULT 'none' CHECK (ask IN ('none', 'wanted', 'asked', 'held_back')),
  report INTEGER,
  FOREIGN KEY (org_id, asset_tag) REFERENCES devices (org_id, asset_tag)
)`;

/** A message that asks somebody about one or more of their devices. */
const ask = `CREATE TABLE device_ask (
  ask_id TEXT NOT NULL PRIMARY KEY,
  org_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  created_at TEXT NOT NULL,
  UNIQUE (org_id, ask_id),
  FOREIGN KEY (org_id, user_id) REFERENCES users (org_id, user_id)
)`;

const askItem = `CREATE TABLE device_ask_item (
  org_id TEXT NOT NULL,
  ask_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  asset_tag TEXT NOT NULL,
  answer TEXT CHECK (answer IN ('held', 'on_leave', 'returned', 'lost', 'retired')),
  until TEXT,
  answered_at TEXT,
  PRIMARY KEY (ask_id, position),
  FOREIGN KEY (org_id, ask_id) REFERENCES device_ask (org_id, ask_id),
  FOREIGN KEY (org_id, asset_tag) REFERENCES devices (org_id, asset_tag)
)`;

/** Devices that were unseen for long when the desk first met them: an admin says whether their owners are asked. */
const deviceImport = `CREATE TABLE device_import (
  import_id TEXT NOT NULL PRIMARY KEY,
  org_id TEXT NOT NULL REFERENCES orgs (org_id),
  version INTEGER NOT NULL DEFAULT 1,
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'asking', 'left')),
  devices INTEGER NOT NULL DEFAULT 0,
  owned INTEGER NOT NULL DEFAULT 0,
  unknown INTEGER NOT NULL DEFAULT 0,
  created_at TEXT NOT NULL
)`;

const assetState = `CREATE TABLE asset_state (
  asset_id TEXT NOT NULL PRIMARY KEY,
  org_id TEXT NOT NULL,
  snoozed_until TEXT,
  FOREIGN KEY (org_id, asset_id) REFERENCES assets (org_id, asset_id)
)`;

/** A message about the warranties that are at one distance from their end. */
const warrantyNotice = `CREATE TABLE warranty_notice (
  notice_id TEXT NOT NULL PRIMARY KEY,
  org_id TEXT NOT NULL REFERENCES orgs (org_id),
  days INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  page INTEGER NOT NULL DEFAULT 0,
  created_at TEXT NOT NULL,
  UNIQUE (org_id, notice_id)
)`;

const warrantyItem = `CREATE TABLE warranty_item (
  org_id TEXT NOT NULL,
  notice_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  asset_id TEXT NOT NULL,
  warranty_end TEXT NOT NULL,
  answer TEXT CHECK (answer IN ('acknowledged', 'snoozed', 'renewed', 'replaced')),
  until TEXT,
  answered_at TEXT,
  PRIMARY KEY (notice_id, position),
  FOREIGN KEY (org_id, notice_id) REFERENCES warranty_notice (org_id, notice_id),
  FOREIGN KEY (org_id, asset_id) REFERENCES assets (org_id, asset_id)
)`;

const indexes = [
  'CREATE INDEX org_sweep_due ON org_sweep (kind, next_at)',
  "CREATE INDEX device_state_held_back ON device_state (org_id, asset_tag) WHERE ask = 'held_back'",
  'CREATE INDEX device_state_report ON device_state (org_id, asset_tag) WHERE report IS NOT NULL',
  'CREATE INDEX device_ask_item_device ON device_ask_item (org_id, asset_tag) WHERE answer IS NULL',
  "CREATE INDEX device_import_open ON device_import (org_id) WHERE state <> 'left'",
  'CREATE INDEX warranty_item_asset ON warranty_item (org_id, asset_id) WHERE answer IS NULL',
  'CREATE INDEX asset_state_snoozed ON asset_state (org_id, snoozed_until) WHERE snoozed_until IS NOT NULL',
  'CREATE INDEX device_hostname ON devices (org_id, hostname)',
  'CREATE INDEX ticket_work_device ON ticket_work (org_id, asset_tag) WHERE asset_tag IS NOT NULL',
];
