import { fitsIn, largest, type Piece, sizeOf } from '../../fit.js';
import type { Element, TextRun } from './elements.js';
import { limits } from './limits.js';
import { block, cutRuns, run } from './runs.js';
import { small } from './text-piece.js';

type Line = readonly TextRun[];

/** Lines under an optional title, each cut to a sane length; the rest is counted when there is no room for it. */
export function linesPiece({ title = [], lines }: { title?: Line; lines: readonly Line[] }): Piece<Element> {
  const rows = lines.flatMap((line) => (line.length === 0 ? [] : [block(cutRuns(line, limits.line))]));
  const head = title.length === 0 ? [] : [block(cutRuns(title, limits.line))];
  return rowsPiece(head, rows);
}

/** Two columns: what it is, and what it says. */
export function factsPiece(facts: readonly { readonly label: string; readonly value: Line }[]): Piece<Element> {
  const rows = facts.map(({ label, value }): Element => {
    const name = cutRuns(run(`${label}:`, { weight: 'Bolder' }), limits.line);
    const said = cutRuns(value, limits.line);
    if (said.length === 0) return block(name);
    return {
      type: 'ColumnSet',
      columns: [
        { type: 'Column', width: '110px', items: [block(name)] },
        { type: 'Column', width: 'stretch', items: [block(said)] },
      ],
    };
  });
  return rowsPiece([], rows);
}

function rowsPiece(head: readonly Element[], rows: readonly Element[]): Piece<Element> {
  const upTo = (n: number): Element[] => {
    const missing = rows.length - n;
    const more = missing > 0 ? [small(`… and ${missing} more`)] : [];
    return [...head, ...rows.slice(0, n), ...more].map((row, index) =>
      index === 0 ? row : { ...row, spacing: 'Small' },
    );
  };
  return {
    render(bytes) {
      const all = upTo(rows.length);
      if (fitsIn(all, bytes)) return all;
      return upTo(largest(rows.length, (n) => sizeOf(upTo(n)) <= bytes));
    },
  };
}
