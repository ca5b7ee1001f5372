import type { KnownBlock, RichTextElement, RichTextList } from '@slack/types';
import { fitsIn, largest, type Piece, sizeOf } from '../../fit.js';
import { limits } from './limits.js';
import { cutElements, lengthOf, richBlock } from './rich-text.js';

type Line = RichTextElement[];

/** Lines under an optional title; `lines` is a plain column. */
export interface LinesOptions {
  readonly title?: Line;
  readonly lines: readonly Line[];
  readonly style: 'bullet' | 'ordered' | 'lines';
}

/** A list or a column of lines: each line cut to a sane length, the rest counted when there is no room for it. */
export function linesPiece({ title = [], lines, style }: LinesOptions): Piece<KnownBlock> {
  const short = lines.map((line) => cutElements(line, limits.line)).filter((line) => line.length > 0);
  const upTo = (n: number) => blocksOf(title, short.slice(0, n), style, short.length - n);
  return {
    render(bytes) {
      const all = upTo(short.length);
      if (fitsIn(all, bytes)) return all;
      return upTo(largest(short.length, (n) => sizeOf(upTo(n)) <= bytes));
    },
  };
}

function blocksOf(title: Line, lines: readonly Line[], style: LinesOptions['style'], missing: number): KnownBlock[] {
  const blocks = chunk(lines).map(({ run, offset }, index) => {
    const head = index === 0 ? section(title) : [];
    if (style === 'lines') return richBlock([...head, ...section(joined(run))]);
    return richBlock([...head, listOf(run, style, offset)]);
  });
  if (blocks.length === 0 && title.length > 0) blocks.push(richBlock(section(title)));
  if (missing > 0) {
    const more: Line = [{ type: 'text', text: `… and ${missing} more`, style: { italic: true } }];
    const last = blocks.at(-1);
    if (last) last.elements.push(sectionOf(more));
    else blocks.push(richBlock([sectionOf(more)]));
  }
  return blocks;
}

/** A long list goes on in another block; an ordered one keeps counting there (`offset`, which the types leave out). */
function listOf(run: readonly Line[], style: 'bullet' | 'ordered', offset: number): RichTextList {
  const list: RichTextList = { type: 'rich_text_list', style, elements: run.map(sectionOf) };
  return style === 'ordered' && offset > 0 ? Object.assign(list, { offset }) : list;
}

function chunk(lines: readonly Line[]): { run: Line[]; offset: number }[] {
  const chunks: { run: Line[]; offset: number }[] = [];
  let room = 0;
  lines.forEach((line, offset) => {
    const length = lengthOf(line) + 1;
    if (length > room) {
      chunks.push({ run: [], offset });
      room = limits.richText;
    }
    chunks.at(-1)?.run.push(line);
    room -= length;
  });
  return chunks;
}

function joined(lines: readonly Line[]): Line {
  return lines.flatMap((line, index): Line => (index === 0 ? line : [{ type: 'text', text: '\n' }, ...line]));
}

function section(elements: Line) {
  return elements.length === 0 ? [] : [sectionOf(elements)];
}

function sectionOf(elements: Line) {
  return { type: 'rich_text_section' as const, elements };
}
