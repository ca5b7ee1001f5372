import { BATCH } from '../../../models/tables/bulk.js';
import { DeskError } from '../../errors.js';
import { rulesOf } from '../organisations/org-settings.js';
import type { Work } from '../work.js';
import { type ImportTableName, importTables } from './import-table.js';
import type { Outcome } from './plan.js';
import type { TableRow } from './read-rows.js';

/** Writes rows of no file, as an import of them would; throws when one does not fit. Answers what became of them. */
export async function saveRecords(
  work: Work,
  table: ImportTableName,
  records: readonly TableRow[],
): Promise<readonly Outcome[]> {
  const { tx: sql, orgId, now } = work;
  const { zone } = await rulesOf(sql, orgId);
  const rows = records.map((one, at) => ({ ...one, line: at + 1 }));
  const context = { sql, orgId, zone, now, options: { addsDepartments: true }, claims: new Map<string, number>() };
  const outcomes: Outcome[] = [];
  for (let at = 0; at < rows.length; at += BATCH) {
    const plan = await importTables[table].plan(context, rows.slice(at, at + BATCH));
    const [problem] = plan.problems;
    if (problem)
      throw unfit(`${table} ${problem.line}: ${problem.column} "${problem.value}" ${problem.reason}. ${problem.mend}`);
    await plan.save(work);
    outcomes.push(...plan.outcomes);
  }
  return outcomes;
}

function unfit(text: string): DeskError {
  return new DeskError('records.unfit', { message: text, userMessage: text });
}
