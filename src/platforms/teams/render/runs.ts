import type { Span, Text } from '../../../chat/text.js';
import { spans } from '../../../chat/text.js';
import { clean, cut, isLiveLink } from '../../letters.js';
import type { Element, TextRun } from './elements.js';
import { limits } from './limits.js';

/**
 * A text as runs. Runs are structure, not markup: what a person wrote cannot become a mention, a link or formatting, and
 * needs no escaping. Only our own spans become live. People are named here; `mentions.ts` makes them live.
 */
export function runs(text: Text): TextRun[] {
  return spans(text).flatMap(runOf);
}

/** One block of runs. */
export function block(inlines: readonly TextRun[], rest: Pick<Element, 'spacing'> = {}): Element {
  return { type: 'RichTextBlock', inlines, ...rest };
}

/** Characters a person will see of these runs. */
export function lengthOf(inlines: readonly TextRun[]): number {
  return inlines.reduce((sum, { text }) => sum + text.length, 0);
}

/** The first `max` characters, with an ellipsis where something is missing. */
export function cutRuns(inlines: readonly TextRun[], max: number): TextRun[] {
  if (lengthOf(inlines) <= max) return [...inlines];
  const kept: TextRun[] = [];
  let room = max;
  for (const run of inlines) {
    if (run.text.length >= room) {
      kept.push({ ...run, text: cut(run.text, Math.max(1, room)) });
      break;
    }
    kept.push(run);
    room -= run.text.length;
  }
  return kept;
}

/** One run of words, cleaned; none for no words. */
export function run(text: string, look: Omit<TextRun, 'type' | 'text'> = {}): TextRun[] {
  const cleaned = clean(text);
  return cleaned === '' ? [] : [{ type: 'TextRun', text: cleaned, ...look }];
}

function runOf(span: Span): TextRun[] {
  if (typeof span === 'string') return run(span);
  if ('bold' in span) return run(span.bold, { weight: 'Bolder' });
  if ('italic' in span) return run(span.italic, { italic: true });
  if ('code' in span) return run(span.code, { fontType: 'Monospace' });
  if ('person' in span) return run(`@${span.name}`);
  if (!isLiveLink(span.link, limits.url)) return run(span.label || span.link);
  return run(span.label || span.link, { selectAction: { type: 'Action.OpenUrl', url: span.link } });
}
