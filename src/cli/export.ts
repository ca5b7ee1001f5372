import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Argument, Command } from 'commander';
import type { OrgId } from '../../models/ids.js';
import type { Sql } from '../../models/sql.js';
import { DeskError } from '../errors.js';
import { type ExportTableName, exportCsv, exportRows, exportTables } from '../operations/tables/export-table.js';
import { run } from './run.js';
import { withOrg } from './with-org.js';

interface Options {
  readonly output?: string;
  readonly bom?: boolean;
  readonly org?: string;
  readonly json?: boolean;
}

/** `deskhand export TABLE`: the rows of an organisation as CSV. */
export function exportCommand(): Command {
  return new Command('export')
    .description('Write people, departments, assets, devices or tickets as CSV (docs/import.md)')
    .addArgument(new Argument('<table>', 'what to write').choices(Object.keys(exportTables)))
    .option('--output <file>', 'write there and not to standard output')
    .option('--bom', 'begin with the mark by which Excel knows UTF-8')
    .option('--org <name>', 'which organisation')
    .option('--json', 'write one JSON object a line')
    .action(run(exportTo));
}

async function exportTo(table: ExportTableName, { output, bom, org, json }: Options): Promise<void> {
  await withOrg(org, async ({ database, orgId }) => {
    const text = json
      ? jsonLines(database, orgId, table)
      : withMark(bom ? '\uFEFF' : '', exportCsv(database, orgId, table));
    if (output === undefined) {
      await pipeline(Readable.from(text), process.stdout, { end: false });
      return;
    }
    await pipeline(Readable.from(text), createWriteStream(output)).catch((error: NodeJS.ErrnoException) => {
      throw notWritten(output, error);
    });
    process.stderr.write(`The ${table} are in ${output}.\n`);
  });
}

function notWritten(output: string, error: NodeJS.ErrnoException): unknown {
  if (!error.code || !(error.syscall === 'open' || error.syscall === 'write')) return error;
  const mends: Readonly<Record<string, string>> = {
    ENOENT: 'There is no such folder: make it, or name another.',
    EISDIR: 'It is a folder: name a file in it.',
    EACCES: 'You may not write there: name another folder.',
    ENOSPC: 'The disk is full: make room, or name another disk.',
  };
  const text = `${output} cannot be written. ${mends[error.code] ?? error.code}`;
  return new DeskError('export', { message: text, userMessage: text });
}

async function* jsonLines(sql: Sql, orgId: OrgId, table: ExportTableName): AsyncGenerator<string> {
  for await (const rows of exportRows(sql, orgId, table)) yield rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

async function* withMark(mark: string, text: AsyncGenerator<string>): AsyncGenerator<string> {
  if (mark !== '') yield mark;
  yield* text;
}
