import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DueTools } from '../../jobs/tools.js';
import { connect, type Database } from '../../models/database.js';
import { migrate } from '../../models/migrate.js';
import { dueTools } from '../support/due-tools.js';

/** A SQLite file as the product opens it, full of one kind of thing; ends with `act`. */
export async function onGround<T>(act: (ground: { database: Database; tools: DueTools }) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'deskhand-bench-'));
  const database = await connect({ url: join(folder, 'deskhand.sqlite') });
  try {
    await migrate(database);
    return await act({ database, tools: { ...dueTools(database), rowIdleMs: 5_000 } });
  } finally {
    await database.close();
    rmSync(folder, { recursive: true });
  }
}

/** Runs statements that fill it, each for every organisation. */
export async function fill(database: Database, statements: readonly string[]): Promise<void> {
  for (const sql of statements) await database.write((tx) => tx.run(`/* all orgs: fills a bench */ ${sql}`));
}

/** A column of numbers from 1. */
export function upTo(count: number): string {
  return `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})`;
}

/** How long something took, ms. */
export async function timed(act: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await act();
  return performance.now() - startedAt;
}
