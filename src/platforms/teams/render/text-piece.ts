import type { Text } from '../../../chat/text.js';
import { fitsIn, largest, type Piece, sizeOf } from '../../fit.js';
import type { Element, TextRun } from './elements.js';
import { limits } from './limits.js';
import { block, cutRuns, lengthOf, run, runs } from './runs.js';

/** Words of any length; where they do not fit, they end in an ellipsis and a line says how much is missing. */
export function textPiece(text: Text): Piece<Element> {
  const inlines = runs(text);
  const length = lengthOf(inlines);
  const upTo = (n: number): Element[] => {
    const kept = cutRuns(inlines, n);
    const words = kept.length === 0 ? [] : [block(kept)];
    return n < length
      ? [...words, small(`Shortened: ${(length - n).toLocaleString('en-US')} more characters.`)]
      : words;
  };
  return {
    render(bytes) {
      const all = upTo(length);
      if (fitsIn(all, bytes)) return all;
      return upTo(largest(length, (n) => sizeOf(upTo(n)) <= bytes));
    },
  };
}

/** Small print. */
export function notePiece(text: Text): Piece<Element> {
  const inlines = runs(text).map((one): TextRun => ({ ...one, size: 'Small', isSubtle: true }));
  const upTo = (n: number): Element[] => {
    const kept = cutRuns(inlines, n);
    return kept.length === 0 ? [] : [block(kept, { spacing: 'Small' })];
  };
  return {
    render(bytes) {
      const all = upTo(limits.note);
      return fitsIn(all, bytes) ? all : upTo(largest(limits.note, (n) => sizeOf(upTo(n)) <= bytes));
    },
  };
}

/** One line of small print, plain. */
export function small(text: string): Element {
  return block(run(text, { size: 'Small', isSubtle: true }), { spacing: 'Small' });
}
