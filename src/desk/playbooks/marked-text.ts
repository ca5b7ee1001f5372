import type { Span, Text } from '../../chat/text.js';

/** Words with **bold** and `code` as the seam's spans; everything else is taken literally. */
export function markedText(words: string): Text {
  const spans = words.split(/(\*\*[^*]+\*\*|`[^`]+`)/).filter((part) => part !== '');
  return spans.every((part) => !isMarked(part)) ? words : spans.map(toSpan);
}

function isMarked(part: string): boolean {
  return /^(?:\*\*[^*]+\*\*|`[^`]+`)$/.test(part);
}

function toSpan(part: string): Span {
  if (!isMarked(part)) return part;
  return part.startsWith('`') ? { code: part.slice(1, -1) } : { bold: part.slice(2, -2) };
}
