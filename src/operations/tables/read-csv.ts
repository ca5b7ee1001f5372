import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { fileProblem } from './file-problem.js';
import { readText } from './text-file.js';

/** One record of a CSV file, and the line it begins on. */
export interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

/** So much of a file is looked at to see what separates its cells. */
const LOOKED_AT = 64 * 1024;
/** A record longer than this, in characters, is a quote that was never closed. */
const LONGEST_RECORD = 1024 * 1024;

/**
 * The records of a CSV file, one after the other, rows without any value left out. Takes commas, semicolons or tabs,
 * whichever the first line has most of (or Excel's `sep=;` names), every kind of line end, and a byte order mark.
 */
export async function* readCsv(path: string): AsyncGenerator<CsvRecord> {
  const { delimiter, text, skipped } = await begin(path);
  const parser = parse({
    delimiter,
    info: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_RECORD,
  });
  // What goes wrong with the text ends the parser with the same error, which is thrown below.
  pipeline(Readable.from(text), parser, () => undefined);
  let next = 1 + skipped;
  // The parser counts a CR LF within quotation marks as two lines.
  let over = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      const line = info.lines + skipped - over - count(record, /[\r\n]/g);
      over += count(record, /\r\n/g);
      next = info.lines + skipped - over + 1;
      if (record.some((cell) => cell.trim() !== '')) yield { line, cells: record };
    }
  } catch (error) {
    throw error instanceof CsvError ? misquoted(path, next) : error;
  } finally {
    parser.destroy();
  }
}

/** A quoted cell may go over several lines; a record begins on the first of them. */
function count(record: readonly string[], mark: RegExp): number {
  return record.reduce((sum, cell) => sum + (cell.match(mark)?.length ?? 0), 0);
}

function misquoted(path: string, line: number) {
  const reason = `has a quotation mark on line ${line} or below that is never closed`;
  return fileProblem(path, reason, 'Close it, or write a mark that belongs to the value twice ("").');
}

/** Reads ahead as far as the first line needs, and gives all of the text again. */
async function begin(path: string) {
  const source = readText(path);
  let head = '';
  for (;;) {
    const { value, done } = await source.next();
    head += value ?? '';
    if (done || head.length > LOOKED_AT || /[\r\n][^\r\n]/.test(head)) break;
  }
  const text = head.replace(/^\uFEFF/, '');
  const named = /^"?sep=(.)"?(?:\r\n|\n|\r)/i.exec(text);
  const rest = named ? text.slice(named[0].length) : text;
  return {
    delimiter: named?.[1] ?? mostUsed(rest.split(/[\r\n]/, 1)[0] ?? ''),
    skipped: named ? 1 : 0,
    text: after(rest, source),
  };
}

async function* after(head: string, source: AsyncGenerator<string>): AsyncGenerator<string> {
  if (head !== '') yield head;
  yield* source;
}

function mostUsed(line: string): string {
  const unquoted = line.replace(/"(?:[^"]|"")*"/g, '');
  const count = (mark: string) => unquoted.split(mark).length;
  return [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}
