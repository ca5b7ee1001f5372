import { el } from './dom.js';
import { icon } from './icons.js';

/** A box to write in. Enter sends, Shift+Enter makes a line, Esc calls `onEscape`. `send(words)` takes the words. */
export function composerOf({
  id,
  conversation,
  label,
  placeholder,
  send,
  onEscape,
  initial = '',
  submitLabel = 'Send',
}) {
  const box = el('textarea', {
    id,
    rows: 1,
    maxlength: 40000,
    placeholder,
    'aria-label': label,
    enterkeyhint: 'send',
    autocomplete: 'off',
  });
  const button = el(
    'button',
    { type: 'submit', class: 'send', 'aria-label': submitLabel, title: submitLabel },
    icon('send'),
  );
  const form = el('form', { class: 'composer', 'data-conversation': conversation }, box, button);
  const resize = () => {
    button.disabled = box.value.trim() === '';
    // Browsers that know field-sizing grow the box by themselves.
    if (CSS.supports('field-sizing', 'content')) return;
    box.rows = Math.min(8, box.value.split('\n').length);
  };
  box.value = initial;
  box.addEventListener('input', resize);
  box.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && onEscape) {
      event.preventDefault();
      onEscape();
    }
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const words = box.value;
    if (words.trim() === '') return;
    box.value = '';
    resize();
    send(words);
  });
  resize();
  return {
    form,
    box,
    setLabel(words) {
      box.setAttribute('aria-label', words);
      box.placeholder = words;
    },
  };
}
