import { chartElement } from './chart.js';
import { el, unseen } from './dom.js';
import { icon } from './icons.js';
import { previewOf } from './preview.js';
import { safeLink, textNodes } from './text.js';

const toneWords = { good: 'Good news: ', warning: 'Attention: ', urgent: 'Urgent: ' };
const stateWords = { done: 'Worked: ', failed: 'Did not help: ', skipped: 'Skipped: ', next: 'Now: ' };

/**
 * Draws a card, with what it becomes elsewhere below it. `press(button, element)` is called for each button pressed.
 */
export function cardNodes(reply, { press, previews }) {
  const below = el('footer', { class: 'previews' }, ...previews.map((name) => previewOf(name, reply)));
  return [cardElement(reply.card, press), below];
}

function cardElement(card, press) {
  const tone = card.tone ?? 'plain';
  const cited = new Set(
    card.parts.flatMap((part) => (part.kind === 'citations' ? part.citations : [])).map((one) => one.number),
  );
  return el(
    'section',
    { class: 'card', 'data-tone': tone, 'data-card': card.id, 'data-version': card.version, 'aria-label': card.title },
    el(
      'header',
      { class: 'card-title' },
      toneWords[tone] && icon(tone),
      toneWords[tone] && unseen(toneWords[tone]),
      el('h3', {}, card.title),
    ),
    el(
      'div',
      { class: 'card-parts' },
      card.parts.map((part) => drawings[part.kind]?.(part, { cited, press })),
    ),
  );
}

const drawings = {
  text: ({ text }, { cited }) => el('p', { class: 'part-text' }, textNodes(text, cited)),
  note: ({ text }, { cited }) => el('p', { class: 'part-note' }, textNodes(text, cited)),
  chart: (chart) => chartElement(chart),
  divider: () => el('hr'),
  facts: ({ facts }, { cited }) =>
    el(
      'dl',
      { class: 'part-facts' },
      facts.map(({ label, value }) => el('div', {}, el('dt', {}, label), el('dd', {}, textNodes(value, cited)))),
    ),
  list: ({ title, ordered, items }, { cited }) => {
    const hasStates = items.some((item) => item.state);
    const rows = items.map((item) => listItem(item, cited, hasStates));
    const list = el(ordered ? 'ol' : 'ul', { class: hasStates ? 'checklist' : 'plain-list' }, rows);
    return el('div', { class: 'part-list' }, title && el('h4', {}, title), list);
  },
  citations: ({ citations }) =>
    el(
      'ul',
      { class: 'part-citations', 'aria-label': 'Sources' },
      citations.map(({ number, article, section, url }) => {
        const name = url ? safeLink(url, article) : article;
        return el(
          'li',
          {},
          el('span', { class: 'number' }, `[${number}]`),
          el('span', {}, el('cite', {}, name), section && ` · ${section}`),
        );
      }),
    ),
  image: ({ url, alt }) =>
    // The page asks no other site for anything, so a picture from elsewhere stays a link.
    isOwn(url)
      ? el('img', { class: 'part-image', src: url, alt, loading: 'lazy' })
      : el('p', { class: 'part-image-link' }, safeLink(url, alt)),
  buttons: ({ buttons }, { press }) =>
    el(
      'div',
      { class: 'part-buttons', role: 'group', 'aria-label': 'What you can do' },
      buttons.map((button) =>
        el(
          'button',
          {
            type: 'button',
            class: `button ${button.style ?? ''}`,
            'data-action': button.action,
            'data-subject': button.subject,
            onclick: (event) => press(button, event.currentTarget),
          },
          button.label,
        ),
      ),
    ),
};

function listItem({ text, state }, cited, hasStates) {
  const mark = hasStates && el('span', { class: 'mark' }, state && icon(state), state && unseen(stateWords[state]));
  return el('li', { 'data-state': state }, mark, el('span', {}, textNodes(text, cited)));
}

function isOwn(url) {
  if (url.startsWith('data:image/')) return true;
  return URL.canParse(url, location.href) && new URL(url, location.href).origin === location.origin;
}
