import type { Card, CardPart, Citation, ListItem } from '../../../chat/card.js';
import type { Piece } from '../../fit.js';
import { clean, cut, oneLine } from '../../letters.js';
import { buttonsPiece } from './buttons.js';
import { chartPieces, plainChartPieces } from './chart.js';
import type { ContainerStyle, Element, TextRun } from './elements.js';
import { limits } from './limits.js';
import { factsPiece, linesPiece } from './lines.js';
import { picture } from './picture.js';
import { block, run, runs } from './runs.js';
import { notePiece, textPiece } from './text-piece.js';

const toneStyle: Readonly<Record<string, ContainerStyle>> = { good: 'good', warning: 'warning', urgent: 'attention' };
const toneMark = { plain: '', good: '✅ ', warning: '⚠️ ', urgent: '🚨 ' } as const;
const stateMark = { done: '✅ ', failed: '❌ ', skipped: '⏭️ ', next: '👉 ' } as const;

/** The pieces of a card, its title first. */
export function cardPieces(card: Card, nonce: string, { drawsCharts }: { drawsCharts: boolean }): Piece<Element>[] {
  const rows = card.parts.filter(({ kind }) => kind === 'buttons').length;
  const share = Math.floor(limits.buttonBytes / Math.max(1, rows));
  const title = card.title.trim() === '' ? [] : [whole(header(card))];
  const pieces = [...title];
  const chartOf = drawsCharts ? chartPieces : plainChartPieces;
  let isUnderLine = false;
  for (const part of card.parts) {
    if (part.kind === 'divider') {
      isUnderLine = true;
      continue;
    }
    const [piece, ...rest] = part.kind === 'chart' ? chartOf(part) : [partPiece(part, card, { nonce, share })];
    if (piece) pieces.push(isUnderLine ? underLine(piece) : piece, ...rest);
    isUnderLine = false;
  }
  return pieces;
}

function partPiece(
  part: Exclude<CardPart, { kind: 'divider' | 'chart' }>,
  card: Card,
  rows: { nonce: string; share: number },
): Piece<Element> {
  switch (part.kind) {
    case 'text':
      return textPiece(part.text);
    case 'note':
      return notePiece(part.text);
    case 'facts':
      return factsPiece(part.facts.map(({ label, value }) => ({ label, value: runs(value) })));
    case 'list':
      return linesPiece({
        title: run(part.title ?? '', { weight: 'Bolder' }),
        lines: part.items.map((item, index) => itemLine(item, part.ordered ? `${index + 1}. ` : '• ')),
      });
    case 'citations':
      return linesPiece({ lines: part.citations.map(citationLine) });
    case 'image':
      return imagePiece(part.url, part.alt);
    case 'buttons':
      return buttonsPiece({ buttons: part.buttons, card, ...rows });
  }
}

function header({ title, tone = 'plain' }: Card): Element {
  const words = cut(clean(oneLine(`${toneMark[tone]}${title}`)), limits.title);
  const text = block(run(words, { size: 'Medium', weight: 'Bolder' }));
  const style = toneStyle[tone];
  return style === undefined ? text : { type: 'Container', style, bleed: true, items: [text] };
}

function itemLine({ text, state }: ListItem, bullet: string): TextRun[] {
  return [...run(bullet), ...(state === undefined ? [] : run(stateMark[state])), ...runs(text)];
}

function citationLine({ number, article, section, url }: Citation): TextRun[] {
  const source = `${article}, ${section}`;
  return runs([`[${number}] `, url === undefined ? source : { link: url, label: source }]);
}

function imagePiece(url: string, alt: string): Piece<Element> {
  const image = picture(url, alt);
  return image ? whole(image) : notePiece(cut(clean(alt), limits.imageAlt));
}

/** A line above whatever comes first. */
function underLine(piece: Piece<Element>): Piece<Element> {
  return {
    render: (bytes) =>
      piece.render(bytes).map((element, index) => (index === 0 ? { ...element, separator: true } : element)),
  };
}

function whole(element: Element): Piece<Element> {
  return { render: () => [element] };
}
