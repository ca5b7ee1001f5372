import type { KnownBlock, TextObject } from '@slack/types';
import type { ChartBlock } from './blocks/data-visualization.js';
import { type Read, readMrkdwn, type SeenLink } from './mrkdwn.js';
import { readRichText } from './read-rich-text.js';

/** Something a person can press or pick in a message or a modal. */
export interface Control {
  readonly label: string;
  readonly blockId: string;
  /** The element as the app wrote it, ids included. */
  readonly element: { readonly type: string; readonly action_id?: string; readonly [key: string]: unknown };
}

/** Blocks as a person takes them in: lines of words in order, what is live in them, what can be pressed. */
export interface ReadBlocks {
  readonly words: string;
  readonly mentions: readonly string[];
  readonly links: readonly SeenLink[];
  readonly styled: readonly string[];
  readonly images: readonly string[];
  readonly controls: readonly Control[];
}

/** Reads the blocks of a message or a modal. */
export function readBlocks(blocks: readonly KnownBlock[], nameOf: (id: string) => string): ReadBlocks {
  const into: Reading = { lines: [], mentions: [], links: [], styled: [], images: [], controls: [], nameOf };
  for (const block of blocks) readBlock(block, into);
  return { ...into, words: into.lines.filter((line) => line !== '').join('\n') };
}

interface Reading {
  readonly lines: string[];
  readonly mentions: string[];
  readonly links: SeenLink[];
  readonly styled: string[];
  readonly images: string[];
  readonly controls: Control[];
  readonly nameOf: (id: string) => string;
}

function readBlock(block: KnownBlock | ChartBlock, into: Reading): void {
  const blockId = block.block_id ?? '';
  switch (block.type) {
    case 'header':
    case 'alert':
      into.lines.push(text(block.text, into));
      return;
    case 'section':
      if (block.text) into.lines.push(text(block.text, into));
      for (const field of block.fields ?? []) into.lines.push(text(field, into));
      if (block.accessory) readElement(block.accessory, blockId, into);
      return;
    case 'context':
      into.lines.push(
        block.elements
          .map((element) => (element.type === 'image' ? picture(element.alt_text, into) : text(element, into)))
          .join(' '),
      );
      return;
    case 'actions':
    case 'context_actions':
      for (const element of block.elements) readElement(element, blockId, into);
      return;
    case 'image':
      into.lines.push(block.title ? text(block.title, into) : '', picture(block.alt_text, into));
      return;
    case 'rich_text':
      into.lines.push(take(readRichText(block, into.nameOf), into));
      return;
    case 'markdown':
      into.lines.push(take(readMrkdwn(asMrkdwn(block.text), { nameOf: into.nameOf }), into));
      return;
    case 'table':
      for (const row of block.rows) {
        const cells = row.map((cell) =>
          cell.type === 'rich_text' ? take(readRichText(cell, into.nameOf), into) : cell.text,
        );
        into.lines.push(cells.join(' | '));
      }
      return;
    case 'data_visualization':
      into.lines.push(`(${block.chart.type} chart) ${block.title}`);
      for (const { name, data } of block.chart.series)
        into.lines.push(`${name}: ${data.map(({ label, value }) => `${label} ${value}`).join(', ')}`);
      return;
    default:
      return;
  }
}

function readElement(element: Control['element'] | object, blockId: string, into: Reading): void {
  const control = element as Control['element'];
  if (control.type === 'image') {
    picture(String(control.alt_text), into);
    return;
  }
  const label = (control.text ?? control.placeholder) as TextObject | undefined;
  into.controls.push({ label: label?.text ?? '', blockId, element: control });
}

function text(object: TextObject, into: Reading): string {
  if (object.type === 'plain_text') return object.text;
  return take(readMrkdwn(object.text, { nameOf: into.nameOf, isVerbatim: object.verbatim === true }), into);
}

function take(read: Read, into: Reading): string {
  into.mentions.push(...read.mentions);
  into.links.push(...read.links);
  into.styled.push(...read.styled);
  return read.words;
}

function picture(alt: string, into: Reading): string {
  into.images.push(alt);
  return alt;
}

/** Standard markdown in Slack's own marks, as far as what is live in it goes. */
function asMrkdwn(markdown: string): string {
  return markdown
    .replace(/!?\[([^\]\n]*)\]\(([^)\s]+)\)/g, (_, label: string, url: string) => `<${url}|${label}>`)
    .replace(/\*\*([^*\n]+)\*\*/g, '*$1*')
    .replace(/^#{1,6}\s+/gm, '');
}
