import { composerOf } from './composer.js';
import { el } from './dom.js';
import { icon } from './icons.js';
import { createList } from './list.js';

const mostShown = 5;

/** The thread under a message of a channel: its replies, and a box to reply in once it is asked for. */
export function createThread({ conversation, actor, previews, changed }) {
  const container = el('div', { class: 'replies' });
  const earlier = el('button', { type: 'button', class: 'textual', hidden: true, 'aria-expanded': 'false' });
  const open = el('button', { type: 'button', class: 'quiet reply' }, icon('reply'), 'Reply in thread');
  const element = el(
    'div',
    { class: 'thread', role: 'group', 'aria-label': 'Thread', 'data-conversation': conversation },
    earlier,
    container,
    open,
  );
  const list = createList({ container, conversation, actor, previews, changed: (added) => grown(added) });
  let isWhole = false;

  const fold = () => {
    const replies = [...container.querySelectorAll(':scope > .message')];
    const hidden = isWhole ? 0 : Math.max(0, replies.length - mostShown);
    replies.forEach((reply, index) => {
      reply.hidden = index < hidden;
    });
    earlier.hidden = hidden === 0;
    earlier.textContent = hidden === 1 ? 'Show 1 earlier reply' : `Show ${hidden} earlier replies`;
    element.classList.toggle('has-replies', replies.length > 0);
  };
  const grown = (added) => {
    fold();
    changed(added);
  };
  earlier.addEventListener('click', () => {
    isWhole = true;
    fold();
    container.querySelector('.message button')?.focus();
  });

  const composer = composerOf({
    conversation,
    label: '',
    placeholder: '',
    send: (words) => list.send(words),
    onEscape: () => {
      if (composer.box.value !== '') return;
      composer.form.hidden = true;
      open.hidden = false;
      open.focus();
    },
  });
  const relabel = () => composer.setLabel(`Reply in thread as ${actor().name}`);
  composer.form.hidden = true;
  element.append(composer.form);
  open.addEventListener('click', () => {
    open.hidden = true;
    composer.form.hidden = false;
    composer.box.focus();
    changed();
  });
  relabel();

  return {
    element,
    put: list.put,
    refresh() {
      relabel();
      list.refresh();
    },
  };
}
