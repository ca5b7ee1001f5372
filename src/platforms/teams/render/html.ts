import { type Span, spans, type Text } from '../../../chat/text.js';
import { clean, cut, escapeEntities, isLiveLink } from '../../letters.js';
import { limits } from './limits.js';
import { isMentionable, mentionText } from './mentions.js';

/**
 * Words as the HTML Teams reads where `textFormat` is `xml`: every string escaped once, only our own spans live, at most
 * so many bytes; where something is missing, a line says so.
 */
export function html(text: Text, bytes: number = limits.messageBytes): string {
  const whole = write(spans(text));
  if (Buffer.byteLength(whole) <= bytes) return whole;
  let room = bytes;
  for (;;) {
    const kept = write(firstOf(spans(text), room));
    const note = '<br><i>Shortened: the rest does not fit into a message.</i>';
    if (Buffer.byteLength(kept) + note.length <= bytes || room < 2) return kept + note;
    room = Math.floor(room * 0.8);
  }
}

function write(all: readonly Span[]): string {
  return all.map(spanHtml).join('');
}

function spanHtml(span: Span): string {
  if (typeof span === 'string') return escaped(span);
  if ('bold' in span) return `<b>${escaped(span.bold)}</b>`;
  if ('italic' in span) return `<i>${escaped(span.italic)}</i>`;
  if ('code' in span) return `<code>${escaped(span.code)}</code>`;
  if ('person' in span) return isMentionable(span) ? mentionText(span.name) : escaped(`@${span.name}`);
  if (!isLiveLink(span.link, limits.url)) return escaped(span.label || span.link);
  return `<a href="${escapeEntities(span.link).replace(/"/g, '&quot;')}">${escaped(span.label || span.link)}</a>`;
}

function escaped(text: string): string {
  return escapeEntities(clean(text)).replace(/\n/g, '<br>');
}

/** The first so many characters of the words. */
function firstOf(all: readonly Span[], max: number): Span[] {
  const kept: Span[] = [];
  let room = max;
  for (const span of all) {
    const words = typeof span === 'string' ? span : JSON.stringify(span);
    if (words.length > room) {
      if (typeof span === 'string' && room > 0) kept.push(cut(span, room));
      return kept;
    }
    kept.push(span);
    room -= words.length;
  }
  return kept;
}
