import type { HeaderBlock, KnownBlock, RichTextElement } from '@slack/types';
import {
  type Card,
  type CardPart,
  type Chart,
  type Citation,
  chartAsList,
  chartAsPicture,
  type ListItem,
} from '../../../chat/card.js';
import type { Piece } from '../../fit.js';
import { clean, cut, oneLine } from '../../letters.js';
import { type ButtonsOptions, buttonsPiece } from './buttons.js';
import { chartPieces } from './chart.js';
import { limits } from './limits.js';
import { linesPiece } from './lines.js';
import { plainObject } from './plain-object.js';
import { isLiveLink, richElements } from './rich-text.js';
import { notePiece, textPiece } from './text-piece.js';

const toneMark = { plain: '', good: '✅ ', warning: '⚠️ ', urgent: '🚨 ' } as const;
const stateMark = { done: '✅ ', failed: '❌ ', skipped: '⏭️ ', next: '👉 ' } as const;

/** How charts are shown: by Slack itself, as pictures that Slack fetches, or as lists, which cannot fail. */
export const chartWays = ['drawn', 'pictures', 'lists'] as const;
export type ChartWay = (typeof chartWays)[number];

/**
 * The pieces of a card, its title first. The first charts are drawn, as many as a message may hold; others are pictures,
 * and lists where they have none.
 */
export function cardPieces(card: Card, way: ChartWay = 'drawn'): Piece<KnownBlock>[] {
  const rows = rowsOf(card);
  const title = card.title.trim() === '' ? [] : [whole(header(card))];
  const drawn = new Set<CardPart>(card.parts.filter(isChart).slice(0, way === 'drawn' ? limits.charts : 0));
  const pieces = card.parts.flatMap((part) => {
    if (!isChart(part)) return [partPiece(part, card, rows)];
    if (drawn.has(part)) return chartPieces(part);
    const picture = way === 'lists' ? undefined : chartAsPicture(part);
    return (picture ?? chartAsList(part)).map((one) => partPiece(one, card, rows));
  });
  return [...title, ...pieces];
}

function isChart(part: CardPart): part is Chart {
  return part.kind === 'chart';
}

type Rows = Pick<ButtonsOptions, 'nextRow' | 'share'>;

function rowsOf({ parts }: Card): Rows {
  let rows = 0;
  const rowParts = parts.filter(({ kind }) => kind === 'buttons').length;
  return { nextRow: () => rows++, share: Math.floor(limits.buttonBytes / Math.max(1, rowParts)) };
}

function partPiece(part: Exclude<CardPart, Chart>, card: Card, rows: Rows): Piece<KnownBlock> {
  switch (part.kind) {
    case 'text':
      return textPiece(part.text);
    case 'note':
      return notePiece(part.text);
    case 'facts':
      return linesPiece({
        style: 'lines',
        lines: part.facts.map(({ label, value }) => [...bold(`${label}: `), ...richElements(value)]),
      });
    case 'list':
      return linesPiece({
        style: part.ordered ? 'ordered' : 'bullet',
        title: bold(part.title ?? ''),
        lines: part.items.map(itemLine),
      });
    case 'citations':
      return linesPiece({ style: 'lines', lines: part.citations.map(citationLine) });
    case 'image':
      return imagePiece(part.url, part.alt);
    case 'divider':
      return whole({ type: 'divider' });
    case 'buttons':
      return buttonsPiece({ buttons: part.buttons, card, ...rows });
  }
}

function header({ title, tone = 'plain' }: Card): HeaderBlock {
  return { type: 'header', text: plainObject(`${toneMark[tone]}${oneLine(title)}`, limits.header) };
}

function itemLine({ text, state }: ListItem): RichTextElement[] {
  return state === undefined ? richElements(text) : [{ type: 'text', text: stateMark[state] }, ...richElements(text)];
}

function citationLine({ number, article, section, url }: Citation): RichTextElement[] {
  const source = `${article}, ${section}`;
  return richElements([`[${number}] `, url === undefined ? source : { link: url, label: source }]);
}

function imagePiece(url: string, alt: string): Piece<KnownBlock> {
  const words = cut(clean(alt), limits.imageAlt);
  if (!isLiveLink(url) || url.startsWith('mailto:')) return notePiece(words);
  return whole({ type: 'image', image_url: url, alt_text: words || ' ' });
}

function bold(text: string): RichTextElement[] {
  return text === '' ? [] : richElements([{ bold: text }]);
}

function whole(block: KnownBlock): Piece<KnownBlock> {
  return { render: () => [block] };
}
