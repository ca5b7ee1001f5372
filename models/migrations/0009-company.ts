import { type Migration, table } from './migration.js';

/** By which ids people and assets were imported, who leads a department, and the articles an organisation wrote itself. */
export const company: Migration = {
  name: '0009-company',
  up: (dialect) => [userLabel, assetLabel, departmentManager, article].map((sql) => table(dialect, sql)),
  down: () => ['article', 'department_manager', 'asset_label', 'user_label'].map((name) => `DROP TABLE ${name}`),
};

/** Kept where the id in the file is not the row's: another organisation uses it, or the desk knew the person before. */
const userLabel = `CREATE TABLE user_label (
  org_id TEXT NOT NULL,
  label TEXT NOT NULL,
  user_id TEXT NOT NULL,
  PRIMARY KEY (org_id, label),
  UNIQUE (user_id),
  FOREIGN KEY (org_id, user_id) REFERENCES users (org_id, user_id)
)`;

const assetLabel = `CREATE TABLE asset_label (
  org_id TEXT NOT NULL,
  label TEXT NOT NULL,
  asset_id TEXT NOT NULL,
  PRIMARY KEY (org_id, label),
  UNIQUE (asset_id),
  FOREIGN KEY (org_id, asset_id) REFERENCES assets (org_id, asset_id)
)`;

const departmentManager = `CREATE TABLE department_manager (
  org_id TEXT NOT NULL,
  dept_id INTEGER NOT NULL,
  user_id TEXT NOT NULL,
  PRIMARY KEY (org_id, dept_id),
  FOREIGN KEY (org_id, dept_id) REFERENCES org_department (org_id, dept_id),
  FOREIGN KEY (org_id, user_id) REFERENCES users (org_id, user_id)
)`;

const article = `CREATE TABLE article (
  org_id TEXT NOT NULL REFERENCES orgs (org_id),
  slug TEXT NOT NULL,
  version INTEGER NOT NULL,
  title TEXT NOT NULL,
  category TEXT NOT NULL,
  source TEXT NOT NULL,
  is_withdrawn INTEGER NOT NULL DEFAULT 0,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  PRIMARY KEY (org_id, slug)
)`;
