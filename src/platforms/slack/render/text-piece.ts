import type { ContextBlock, KnownBlock } from '@slack/types';
import type { Text } from '../../../chat/text.js';
import { plain, spans } from '../../../chat/text.js';
import { fitsIn, largest, type Piece, sizeOf } from '../../fit.js';
import { limits } from './limits.js';
import { plainObject } from './plain-object.js';
import { cutElements, lengthOf, richBlock, richElements, splitElements } from './rich-text.js';

/** Words of any length; where they do not fit, they end in an ellipsis and a line says how much is missing. */
export function textPiece(text: Text): Piece<KnownBlock> {
  const elements = richElements(text);
  const length = lengthOf(elements);
  const upTo = (n: number): KnownBlock[] => {
    const runs = splitElements(cutElements(elements, n), limits.richText);
    const blocks: KnownBlock[] = runs.map((run) => richBlock([{ type: 'rich_text_section', elements: run }]));
    return n < length ? [...blocks, missing(length - n)] : blocks;
  };
  return {
    render(bytes) {
      const all = upTo(length);
      if (fitsIn(all, bytes)) return all;
      return upTo(largest(length, (n) => sizeOf(upTo(n)) <= bytes));
    },
  };
}

/** Small print. Rich text has no small letters, so words with live spans are set off as a quote instead. */
export function notePiece(text: Text): Piece<KnownBlock> {
  if (spans(text).every((span) => typeof span === 'string')) return smallPiece(plain(text));
  const elements = richElements(text);
  const upTo = (n: number) => {
    const kept = cutElements(elements, n);
    return kept.length === 0 ? [] : [richBlock([{ type: 'rich_text_quote', elements: kept }])];
  };
  return {
    render(bytes) {
      const all = upTo(limits.context);
      return fitsIn(all, bytes) ? all : upTo(largest(limits.context, (n) => sizeOf(upTo(n)) <= bytes));
    },
  };
}

function smallPiece(text: string): Piece<KnownBlock> {
  if (text.trim() === '') return { render: () => [] };
  const upTo = (n: number) => [small(text, n)];
  return {
    render(bytes) {
      const all = upTo(limits.context);
      return sizeOf(all) <= bytes
        ? all
        : upTo(
            Math.max(
              2,
              largest(limits.context, (n) => sizeOf(upTo(n)) <= bytes),
            ),
          );
    },
  };
}

function missing(characters: number): ContextBlock {
  return small(`Cut here: ${characters.toLocaleString('en-US')} more characters.`, limits.context);
}

/** One line of small print, plain. */
export function small(text: string, max: number): ContextBlock {
  return { type: 'context', elements: [plainObject(text, max)] };
}
