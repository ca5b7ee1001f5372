import type { Database } from '../../../models/database.js';
import type { OrgId } from '../../../models/ids.js';
import type { Models } from '../../../models/index.js';
import type { Sql } from '../../../models/sql.js';
import { BATCH } from '../../../models/tables/bulk.js';
import { addEvent } from '../../../models/tickets/ticket-event.js';
import { DeskError } from '../../errors.js';
import { rulesOf } from '../organisations/org-settings.js';
import type { Work } from '../work.js';
import { assets } from './assets.js';
import { departments } from './departments.js';
import { devices } from './devices.js';
import { type ImportOptions, type ImportTable, type Outcome, outcomes, type Plan } from './plan.js';
import { type RowProblem, readRows } from './read-rows.js';
import { users } from './users.js';

/** Every table that may be imported. */
export const importTables = { users, departments, assets, devices } as const satisfies Record<string, ImportTable>;
export type ImportTableName = keyof typeof importTables;

/** What an import did, or would do. With any problem it does nothing. */
export interface ImportReport {
  readonly rows: Readonly<Record<Outcome, number>>;
  readonly problems: number;
  readonly isDone: boolean;
  /** Columns that are kept as properties. */
  readonly further: readonly string[];
}

export interface ImportRequest {
  readonly database: Database;
  readonly models: Models;
  readonly orgId: OrgId;
  readonly now: Date;
  readonly table: ImportTableName;
  /** A CSV file; read twice, never held whole. */
  readonly path: string;
  readonly options: ImportOptions;
  /** Looks only. */
  readonly isDryRun: boolean;
  /** Told every problem and note as it is found, in the order of the rows of each. */
  readonly onProblem: (problem: RowProblem) => void;
  readonly onNote: (note: string) => void;
  /** Told after each batch how many rows were looked at, then how many of them were written. */
  readonly onProgress?: (pass: 'looked' | 'written', rows: number) => void;
}

/**
 * Imports a file: first every row is looked at, without a lock, and every problem told; then, if there was none, all
 * rows are written in one transaction, in which they are looked at again. All of it is imported or nothing.
 */
export async function importTable(request: ImportRequest): Promise<ImportReport> {
  const { database, models, orgId, now, isDryRun, onProblem, onNote } = request;
  const looked = await passThrough(request, 'looked', database, async ({ problems, notes }) => {
    problems.forEach(onProblem);
    notes.forEach(onNote);
  });
  if (isDryRun || looked.problems > 0) return { ...looked, isDone: false };
  const done = await database.write(async (tx) => {
    const work: Work = { tx, models, orgId, now, touched: new Set() };
    const written = await passThrough(request, 'written', tx, async ({ problems, save }) => {
      if (problems[0]) throw changedMeanwhile(problems[0]);
      await save(work);
    });
    const detail = { table: request.table, ...written.rows };
    await addEvent(tx, orgId, { ticketId: null, actorId: null, kind: 'import', detail, now });
    return written;
  });
  return { ...done, isDone: true };
}

async function passThrough(
  { orgId, now, table, path, options, onProgress }: ImportRequest,
  pass: 'looked' | 'written',
  sql: Sql,
  take: (plan: Plan) => Promise<void>,
): Promise<Omit<ImportReport, 'isDone'>> {
  const { zone } = await rulesOf(sql, orgId);
  const { columns, plan, ...rules } = importTables[table];
  const context = { sql, orgId, zone, now, options, claims: new Map<string, number>() };
  const rows = { created: 0, updated: 0, unchanged: 0 };
  let problems = 0;
  let passed = 0;
  let further: string[] = [];
  const batches = readRows(path, { ...rules, columns: columns({ zone, now }), size: BATCH });
  for await (const { header, rows: read, problems: unread } of batches) {
    const planned = await plan(context, read);
    const found = [...unread, ...planned.problems].sort((one, other) => one.line - other.line);
    further = header.flatMap((one) => ('further' in one ? [one.further] : []));
    problems += found.length;
    for (const outcome of outcomes) rows[outcome] += planned.outcomes.filter((one) => one === outcome).length;
    await take({ ...planned, problems: found });
    passed += read.length;
    onProgress?.(pass, passed);
  }
  return { rows, problems, further };
}

function changedMeanwhile({ line, reason }: RowProblem): DeskError {
  const text = `Somebody changed the organisation meanwhile: line ${line} no longer fits (${reason}). Nothing was imported; run it again.`;
  return new DeskError('import.moved', { message: text, userMessage: text });
}
