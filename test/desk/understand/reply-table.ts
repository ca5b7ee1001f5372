import { readFileSync } from 'node:fs';
import type { Expecting, Understood } from '../../../src/desk/understand/understand-reply.js';
import { understandReply } from '../../../src/desk/understand/understand-reply.js';

export interface ReplyRow {
  readonly expecting: string;
  readonly shown: string;
  readonly reply: string;
  readonly meaning: string;
  readonly value: string;
}

/** A row with what was made of it. */
export interface Miss {
  readonly row: ReplyRow;
  readonly got: Understood;
}

/** The rows of a CSV with the columns expecting, shown, reply, meaning, value. */
export function replyRows(path: string): readonly ReplyRow[] {
  const [, ...rows] = csvRows(readFileSync(path, 'utf8'));
  return rows.map(([expecting = '', shown = '', reply = '', meaning = '', value = '']) => {
    return { expecting, shown, reply, meaning, value };
  });
}

/** The rows that are not understood as their writer meant them. */
export function misses(rows: readonly ReplyRow[]): readonly Miss[] {
  return rows
    .map((row) => ({ row, got: understandReply(row.reply, expectingOf(row)) }))
    .filter(
      ({ row, got }) => got.meaning !== row.meaning || (row.meaning === 'answer' && got.value !== row.value.trim()),
    );
}

/** Options are written behind the question as `[value=Label|value=Label]`. */
function expectingOf(row: ReplyRow): Expecting {
  if (row.expecting === 'step' || row.expecting === 'offer' || row.expecting === 'nothing')
    return { kind: row.expecting };
  const [, listed = ''] = /\[(.*)\]\s*$/.exec(row.shown) ?? [];
  const pairs = listed.split('|').filter((pair) => pair !== '');
  const options = pairs.map((pair) => {
    const [value = '', label = ''] = pair.split('=');
    return { value, label, says: [] };
  });
  return { kind: 'question', options };
}

/** RFC 4180: quoted cells may hold commas, line breaks and doubled quotes. */
function csvRows(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end !== ',') rows.push([]);
  }
  return rows.filter((row) => row.length > 1);
}
