import type { Handle } from './sqlite-handle.js';

/** Begins and ends transactions in which alone anything is written. */
export interface Guard {
  begin(): Promise<void>;
  commit(): Promise<void>;
}

const MARK = `CREATE TEMP TABLE IF NOT EXISTS write_mark (is_there INTEGER NOT NULL)`;

/**
 * Where the disk is full or fails, SQLite may undo a whole transaction by itself. What is under way beside the statement
 * that met it would then commit on its own: an inbox row done without its effect. So a mark is there only while a
 * transaction is, goes with it, and the triggers of every table ask for it.
 */
export function guardWrites(writer: Handle): Guard {
  let guarded: number | undefined;

  /** Tables that came since; a table that goes takes its triggers along. */
  async function guardTables(): Promise<void> {
    const changes = writer.schemaChanges();
    await writer.alone(MARK);
    const tables = await writer.all<{ name: string }>(
      `SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
         AND name NOT IN (SELECT tbl_name FROM temp.sqlite_master WHERE type = 'trigger')`,
    );
    await writer.alone(tables.flatMap(({ name }) => triggersOf(name)).join(';\n'));
    guarded = changes;
  }

  return {
    async begin() {
      if (guarded !== writer.schemaChanges()) await guardTables();
      await writer.alone('BEGIN IMMEDIATE; INSERT INTO temp.write_mark VALUES (1)');
    },
    commit: () => writer.alone('DELETE FROM temp.write_mark; COMMIT'),
  };
}

function triggersOf(table: string): readonly string[] {
  return ['INSERT', 'UPDATE', 'DELETE'].map(
    (event) => `CREATE TEMP TRIGGER "${table}_${event}" BEFORE ${event} ON main."${table}"
      WHEN NOT EXISTS (SELECT 1 FROM temp.write_mark) BEGIN SELECT RAISE(ABORT, 'written outside a transaction'); END`,
  );
}
