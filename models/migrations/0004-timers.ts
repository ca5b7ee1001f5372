import { type Migration, table } from './migration.js';

/** What is due when, and who was told of what. */
export const timers: Migration = {
  name: '0004-timers',
  up: (dialect) => [
    table(dialect, timer),
    table(dialect, notice),
    "CREATE INDEX timer_due ON timer (kind, next_attempt_at) WHERE state = 'waiting'",
    "CREATE INDEX timer_dead ON timer (org_id, timer_id) WHERE state = 'dead'",
  ],
  down: () => ['DROP TABLE notice', 'DROP TABLE timer'],
};

/** `due_at` is the fact; `next_attempt_at` is when a sweep may take it: due, leased until, or put off until. */
const timer = `CREATE TABLE timer (
  timer_id TEXT NOT NULL PRIMARY KEY,
  org_id TEXT NOT NULL REFERENCES orgs (org_id),
  kind TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  due_at TEXT NOT NULL,
  next_attempt_at TEXT NOT NULL,
  fence INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'dead')),
  reason TEXT,
  created_at TEXT NOT NULL,
  UNIQUE (org_id, kind, subject_id)
)`;

const notice = `CREATE TABLE notice (
  org_id TEXT NOT NULL REFERENCES orgs (org_id),
  subject_id TEXT NOT NULL,
  threshold TEXT NOT NULL,
  detail_json TEXT NOT NULL DEFAULT '{}',
  created_at TEXT NOT NULL,
  PRIMARY KEY (org_id, subject_id, threshold)
)`;
