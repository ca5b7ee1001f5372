import { el } from './dom.js';

/** The nodes of a Text (src/chat/text.ts). `cited` holds the numbers that `[1]` in it may point to. */
export function textNodes(text, cited = new Set()) {
  const spans = typeof text === 'string' ? [text] : text;
  return spans.flatMap((span) => (typeof span === 'string' ? withFootnotes(span, cited) : [emphasis(span)]));
}

/** A Text without its emphasis. */
export function plainText(text) {
  if (typeof text === 'string') return text;
  return text
    .map((span) =>
      typeof span === 'string' ? span : (span.bold ?? span.italic ?? span.code ?? span.label ?? `@${span.name}`),
    )
    .join('');
}

/** A link when the address is one a browser may open safely, else its words. */
export function safeLink(address, words) {
  const isSafe = /^(https?:|mailto:)/i.test(address) && URL.canParse(address);
  if (!isSafe) return el('span', {}, words);
  return el('a', { href: address, target: '_blank', rel: 'noopener noreferrer' }, words);
}

function emphasis(span) {
  if ('bold' in span) return el('strong', {}, span.bold);
  if ('italic' in span) return el('em', {}, span.italic);
  if ('code' in span) return el('code', {}, span.code);
  if ('link' in span) return safeLink(span.link, span.label);
  return el('span', { class: 'mention' }, `@${span.name}`);
}

function withFootnotes(words, cited) {
  return words
    .split(/(\s?\[\d+\])/)
    .filter((piece) => piece !== '')
    .map((piece) => {
      const number = Number(piece.match(/^\s?\[(\d+)\]$/)?.[1]);
      return cited.has(number) ? el('sup', { class: 'footnote' }, `[${number}]`) : piece;
    });
}
