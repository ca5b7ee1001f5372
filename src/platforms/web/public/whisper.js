import { cardNodes } from './card.js';
import { el } from './dom.js';
import { icon } from './icons.js';
import { textNodes } from './text.js';

/** A reply that only the person who pressed sees. It is kept by the page alone and goes when it is dismissed. */
export function whisperElement(reply, { forWhom, press, previews }) {
  const element = el(
    'article',
    { class: 'whisper', 'data-for': forWhom, 'aria-label': 'Only visible to you' },
    el(
      'header',
      {},
      icon('eye'),
      el('span', {}, 'Only visible to you'),
      el('button', { type: 'button', class: 'textual', onclick: () => element.remove() }, 'Dismiss'),
    ),
    reply.card ? cardNodes(reply, { press, previews }) : el('p', { class: 'words' }, textNodes(reply.text)),
  );
  return element;
}
