import { Argument, Command } from 'commander';
import {
  type ImportReport,
  type ImportTableName,
  importTable,
  importTables,
} from '../operations/tables/import-table.js';
import type { RowProblem } from '../operations/tables/read-rows.js';
import { progress } from './progress.js';
import { run } from './run.js';
import { withOrg } from './with-org.js';

interface Options {
  readonly dryRun?: boolean;
  readonly source?: string;
  readonly addDepartments?: boolean;
  readonly org?: string;
  readonly json?: boolean;
}

/** `deskhand import TABLE FILE`: people, departments, assets and devices from CSV. */
export function importCommand(): Command {
  const tables = Object.keys(importTables);
  return new Command('import')
    .description(
      'Import people, departments, assets or devices from a CSV file: all of it, or nothing (docs/import.md)',
    )
    .addArgument(new Argument('<table>', 'what the rows are').choices(tables))
    .argument('<file>', 'a CSV file in UTF-8; its first row names the columns')
    .option('--dry-run', 'say what would happen, and change nothing')
    .option('--add-departments', 'users: add departments that are not there yet')
    .option('--source <name>', 'devices: where they come from, such as intune; csv for new ones unless given')
    .option('--org <name>', 'which organisation')
    .option('--json', 'print the report as JSON')
    .action(run(importFile));
}

async function importFile(table: ImportTableName, path: string, options: Options): Promise<void> {
  const { dryRun: isDryRun = false, addDepartments: addsDepartments = false, source, org, json = false } = options;
  await withOrg(org, async ({ database, models, orgId }) => {
    const problems: RowProblem[] = [];
    const tell = {
      looked: progress((rows) => `Looked at ${rows} rows so far.`),
      written: progress((rows) => `Written ${rows} rows so far.`),
    };
    const notes: string[] = [];
    const report = await importTable({
      database,
      models,
      orgId,
      now: new Date(),
      table,
      path,
      options: { addsDepartments, ...(source !== undefined && { source }) },
      isDryRun,
      onProblem: (problem) => (json ? problems.push(problem) : print(lineOf(problem))),
      // For whoever watches; a script reads the report.
      ...(process.stderr.isTTY && { onProgress: (pass, rows) => tell[pass](rows) }),
      onNote: (note) => (json ? notes.push(note) : print(note)),
    });
    print(json ? JSON.stringify({ table, ...report, isDryRun, problems, notes }) : summaryOf(report, isDryRun));
    if (report.problems > 0) process.exitCode = 1;
  });
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function lineOf({ line, column, value, reason, mend }: RowProblem): string {
  const what = column === null ? `${reason}: ${value}` : `${column} ${value === '' ? '' : `"${value}" `}${reason}`;
  return `line ${line}: ${what}. ${mend}`;
}

function summaryOf({ rows, problems, further }: ImportReport, isDryRun: boolean): string {
  const { created, updated, unchanged } = rows;
  if (problems > 0) return `${counted(problems, 'problem')}: nothing was imported.`;
  const kept = further.length > 0 ? `\nKept as properties: ${further.join(', ')}.` : '';
  const counts = `${created} created, ${updated} updated, ${unchanged} unchanged.`;
  return `${isDryRun ? 'Nothing was changed. It would be: ' : ''}${counts}${kept}`;
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
