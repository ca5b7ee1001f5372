import { cardNodes } from './card.js';
import { el } from './dom.js';
import { icon } from './icons.js';
import { textNodes } from './text.js';

/** What stands in a person's round picture. */
export const initials = { employee: 'E', tech: 'T', 'tech-2': '2', manager: 'M' };
const clock = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' });
const calendar = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'short' });

/** The name a message goes under. */
export function authorName(message) {
  return message.author === 'desk' ? 'Deskhand' : message.author.name;
}

/**
 * Fills a message's element. `state` is `sending` or `failed` for one the desk has not taken; `own` holds what the one
 * who wrote it may do (edit, remove, retry).
 */
export function fillMessage(element, message, { press, previews, own, state }) {
  const isDesk = message.author === 'desk';
  element.dataset.author = isDesk ? 'desk' : message.author.id;
  element.dataset.state = message.removed ? 'removed' : (state ?? 'there');
  element.classList.toggle('own', Boolean(own));
  element.setAttribute('aria-label', `${authorName(message)}, ${clock.format(new Date(message.at))}`);
  element.replaceChildren(
    avatar(message),
    el(
      'div',
      { class: 'message-body' },
      heading(message),
      content(message, { press, previews }),
      note(state, own),
      own && !message.removed && !state && tools(own),
    ),
  );
}

function avatar({ author }) {
  const isDesk = author === 'desk';
  return el(
    'span',
    { class: 'avatar', 'data-person': isDesk ? 'desk' : author.id, 'aria-hidden': 'true' },
    isDesk ? icon('logo') : initials[author.id],
  );
}

function heading(message) {
  const at = new Date(message.at);
  const isEdited = message.replacedAt && message.author !== 'desk' && !message.removed;
  return el(
    'header',
    { class: 'message-head' },
    el('span', { class: 'name' }, authorName(message)),
    el('time', { datetime: message.at, title: calendar.format(at) }, clock.format(at)),
    isEdited && el('span', { class: 'edited' }, 'edited'),
  );
}

function content(message, { press, previews }) {
  if (message.removed) return el('p', { class: 'words gone' }, 'This message was deleted.');
  if (message.reply?.card) return cardNodes(message.reply, { press, previews });
  if (message.reply) return el('p', { class: 'words' }, textNodes(message.reply.text));
  return el('p', { class: 'words' }, message.words);
}

function note(state, own) {
  if (state === 'sending') return el('p', { class: 'delivery' }, 'Sending…');
  if (state !== 'failed') return null;
  const retry = own?.retry && el('button', { type: 'button', class: 'textual', onclick: own.retry }, 'Send again');
  return el('p', { class: 'delivery failed', role: 'alert' }, `${own?.problem ?? 'Not delivered.'} `, retry);
}

function tools(own) {
  return el(
    'div',
    { class: 'tools' },
    el(
      'button',
      { type: 'button', class: 'quiet round', 'aria-label': 'Edit message', title: 'Edit', onclick: own.edit },
      icon('edit'),
    ),
    el(
      'button',
      { type: 'button', class: 'quiet round', 'aria-label': 'Delete message', title: 'Delete', onclick: own.remove },
      icon('trash'),
    ),
  );
}
