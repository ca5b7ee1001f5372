import type { RichTextBlock, RichTextBlockElement, RichTextElement } from '@slack/types';
import type { Span, Text } from '../../../chat/text.js';
import { spans } from '../../../chat/text.js';
import { clean, cut, isLiveLink as isLiveWithin } from '../../letters.js';
import { limits } from './limits.js';

const personId = /^[UW][A-Z0-9]{1,30}$/;

/**
 * Rich text is structure, not markup: Slack shows a `text` element letter by letter, so what a person wrote cannot
 * become a mention, a link, an emoji or formatting, and needs no escaping. Only our own spans become live.
 */
export function richElements(text: Text): RichTextElement[] {
  return spans(text).flatMap(richElement);
}

/** One rich text block. */
export function richBlock(elements: RichTextBlockElement[]): RichTextBlock {
  return { type: 'rich_text', elements };
}

/** Characters a person will see of these elements. */
export function lengthOf(elements: readonly RichTextElement[]): number {
  return elements.reduce((sum, element) => sum + shown(element).length, 0);
}

/** The first `max` characters, with an ellipsis where something is missing. */
export function cutElements(elements: readonly RichTextElement[], max: number): RichTextElement[] {
  if (lengthOf(elements) <= max) return [...elements];
  const kept: RichTextElement[] = [];
  let room = max - 1;
  for (const element of elements) {
    const length = shown(element).length;
    if (length > room) {
      if (element.type === 'text' && room > 1) kept.push({ ...element, text: cut(element.text, room + 1) });
      else kept.push({ type: 'text', text: '…' });
      break;
    }
    kept.push(element);
    room -= length;
  }
  return kept;
}

/** The same elements in runs of at most `max` characters, broken at a line or a word where there is one. */
export function splitElements(elements: readonly RichTextElement[], max: number): RichTextElement[][] {
  const runs: RichTextElement[][] = [[]];
  let room = max;
  const place = (element: RichTextElement, length: number) => {
    if (length > room) {
      runs.push([]);
      room = max;
    }
    runs.at(-1)?.push(element);
    room -= length;
  };
  for (const element of elements) {
    if (element.type !== 'text') {
      place(element, shown(element).length);
      continue;
    }
    let rest = element.text;
    while (rest.length > room) {
      const end = breakAt(rest, room === 0 ? max : room);
      place({ ...element, text: rest.slice(0, end) }, end);
      rest = rest.slice(end);
    }
    if (rest !== '') place({ ...element, text: rest }, rest.length);
  }
  return runs.filter((run) => run.length > 0);
}

/** Whether a link may be live: web and mail addresses only, as long as Slack takes them. */
export function isLiveLink(url: string): boolean {
  return isLiveWithin(url, limits.url);
}

function richElement(span: Span): RichTextElement[] {
  if (typeof span === 'string') return textElement(span);
  if ('bold' in span) return textElement(span.bold, { bold: true });
  if ('italic' in span) return textElement(span.italic, { italic: true });
  if ('code' in span) return textElement(span.code, { code: true });
  if ('person' in span) {
    return personId.test(span.person) ? [{ type: 'user', user_id: span.person }] : textElement(`@${span.name}`);
  }
  if (!isLiveLink(span.link)) return textElement(span.label || span.link);
  return [{ type: 'link', url: span.link, text: clean(span.label) || span.link }];
}

function textElement(raw: string, style?: { bold?: true; italic?: true; code?: true }): RichTextElement[] {
  const text = clean(raw);
  return text === '' ? [] : [{ type: 'text', text, ...(style ? { style } : {}) }];
}

function shown(element: RichTextElement): string {
  if (element.type === 'text') return element.text;
  if (element.type === 'link') return element.text ?? element.url;
  return '@0123456789';
}

function breakAt(text: string, room: number): number {
  const window = text.slice(0, room);
  const line = window.lastIndexOf('\n');
  if (line > room / 2) return line + 1;
  const space = window.lastIndexOf(' ');
  if (space > room / 2) return space + 1;
  const last = text.charCodeAt(room - 1);
  return last >= 0xd800 && last <= 0xdbff && room > 1 ? room - 1 : room;
}
