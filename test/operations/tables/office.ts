import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../../../models/database.js';
import { orgIdOf } from '../../../models/ids.js';
import { type ExportTableName, exportCsv } from '../../../src/operations/tables/export-table.js';
import { type ImportReport, type ImportTableName, importTable } from '../../../src/operations/tables/import-table.js';
import type { ImportOptions } from '../../../src/operations/tables/plan.js';
import type { RowProblem } from '../../../src/operations/tables/read-rows.js';
import { freshDatabase } from '../../support/database.js';
import { anOrg, modelsOf } from '../../support/factories.js';

/** When every import of a test happens. */
export const importedAt = '2026-03-10T09:00:00.000Z';

/** What an import said. */
interface Said extends ImportReport {
  readonly list: readonly RowProblem[];
  /** Each problem as `line column: reason`. */
  readonly wrong: readonly string[];
  readonly notes: readonly string[];
}

interface Given extends ImportOptions {
  readonly isDryRun?: boolean;
  readonly orgId?: string;
}

/** A database with one organisation, and a folder of files to import into it. */
export interface Office {
  readonly database: Database;
  readonly orgId: string;
  imports(table: ImportTableName, file: string | Buffer, given?: Given): Promise<Said>;
  exports(table: ExportTableName, orgId?: string): Promise<string>;
  dispose(): Promise<void>;
}

export async function openOffice(): Promise<Office> {
  const fresh = await freshDatabase();
  const { database } = fresh;
  const folder = mkdtempSync(join(tmpdir(), 'deskhand-tables-'));
  const { org_id: orgId } = await anOrg(database);
  return {
    database,
    orgId,
    async imports(table, file, { isDryRun = false, orgId: other = orgId, ...options } = {}) {
      const path = join(folder, `${table}.csv`);
      writeFileSync(path, file);
      const list: RowProblem[] = [];
      const notes: string[] = [];
      const report = await importTable({
        database,
        models: modelsOf(database),
        orgId: orgIdOf({ org_id: other }),
        now: new Date(importedAt),
        table,
        path,
        options,
        isDryRun,
        onProblem: (problem) => list.push(problem),
        onNote: (note) => notes.push(note),
      });
      return { ...report, list, notes, wrong: list.map(({ line, column, reason }) => `${line} ${column}: ${reason}`) };
    },
    async exports(table, other = orgId) {
      let text = '';
      for await (const piece of exportCsv(database, orgIdOf({ org_id: other }), table)) text += piece;
      return text;
    },
    async dispose() {
      await fresh.dispose();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
