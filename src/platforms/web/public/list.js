import { ApiError, post } from './api.js';
import { composerOf } from './composer.js';
import { askFirst } from './dialog.js';
import { announce, el, newNonce } from './dom.js';
import { authorName, fillMessage } from './message.js';
import { pressButton } from './pressing.js';
import { plainText } from './text.js';
import { whisperElement } from './whisper.js';

const groupMs = 3 * 60_000;
const deletion = {
  title: 'Delete this message?',
  text: 'Nobody will be able to read it any more.',
  yes: 'Delete',
  no: 'Keep it',
};

/**
 * The messages of one conversation or thread, in the order they came. `actor()` is the person who writes and presses here;
 * `changed(element)` is told of every change, with the element when it is new; `below(id)` makes what hangs under a message.
 */
export function createList({ container, conversation, actor, previews, changed, below }) {
  const items = new Map();

  const render = (item) => {
    if (item.isEditing) return;
    const { message, element } = item;
    keepFocus(element, () =>
      fillMessage(element, message, {
        previews,
        own: isOwn(message) && ownActions(item),
        state: stateOf(item),
        press: (button, pressed) => press(item, message.reply.card, button, pressed),
      }),
    );
  };
  const isOwn = ({ author }) => author !== 'desk' && author.id === actor().id;
  const ownActions = (item) => ({
    edit: () => edit(item),
    remove: () => remove(item),
    retry: () => deliver(item),
    problem: item.problem,
  });

  const place = (message) => {
    const element = el('article', { class: 'message', 'data-message-id': message.id });
    const last = [...items.values()].at(-1)?.message;
    element.classList.toggle('follows', Boolean(last) && isFollowUp(last, message));
    const item = { message, element };
    items.set(message.id, item);
    container.append(element);
    const under = below?.(message.id);
    if (under) container.append(under);
    return item;
  };
  const put = (message) => {
    const known = items.get(message.id);
    if (known && known.message.revision >= message.revision) return;
    const item = known ?? place(message);
    item.message = message;
    render(item);
    changed(known ? undefined : item.element);
  };

  const deliver = async (item) => {
    const { id, words, author } = item.message;
    item.isInFlight = true;
    item.problem = undefined;
    render(item);
    try {
      await post('say', { as: author.id, nonce: id.slice('u-'.length), conversation, text: words });
      item.isHeard = true;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      item.problem = error.message;
    } finally {
      item.isInFlight = false;
      render(item);
      changed();
    }
    return item.isHeard === true;
  };
  const send = (words) => {
    const message = {
      id: `u-${newNonce()}`,
      conversation,
      author: actor(),
      at: new Date().toISOString(),
      words,
      revision: 0,
    };
    const item = place(message);
    const delivery = deliver(item);
    changed(item.element);
    return delivery;
  };
  const edit = (item) => {
    item.isEditing = true;
    const stop = () => {
      item.isEditing = false;
      render(item);
      item.element.querySelector('.tools button')?.focus();
    };
    const nonce = newNonce();
    const save = async (text) => {
      const isSaved =
        text === item.message.words || (await attempt(item, 'edit', { nonce, messageId: item.message.id, text }));
      if (isSaved) stop();
      else editor.box.value = text;
    };
    const editor = composerOf({
      conversation,
      label: 'Edit message',
      placeholder: '',
      initial: item.message.words,
      submitLabel: 'Save',
      send: save,
      onEscape: stop,
    });
    editor.form.classList.add('editor');
    item.element
      .querySelector('.message-body')
      .replaceChildren(editor.form, el('p', { class: 'hint' }, 'Enter saves, Esc keeps it as it was.'));
    editor.box.focus();
  };
  const remove = async (item) => {
    if (!(await askFirst(deletion, true))) return;
    await attempt(item, 'delete', { nonce: newNonce(), messageId: item.message.id });
  };
  const attempt = async (item, action, body) => {
    try {
      await post(action, { as: actor().id, ...body });
      return true;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      whisper(item, { text: error.message }, actor().id);
      return false;
    }
  };

  const press = (item, card, button, element) => {
    const as = actor().id;
    const show = (reply) => whisper(item, reply, as);
    return pressButton({ as, messageId: item.message.id, card, button, element, whisper: show });
  };
  const whisper = (item, reply, forWhom) => {
    item.whisper?.remove();
    item.whisper = whisperElement(reply, {
      forWhom,
      previews,
      press: (button, pressed) => press(item, reply.card, button, pressed),
    });
    item.whisper.hidden = forWhom !== actor().id;
    item.element.after(item.whisper);
    announce(`Only visible to you: ${plainText(reply.text)}`);
    item.whisper.scrollIntoView({ block: 'nearest' });
  };

  return {
    put,
    send,
    /** Draws everything anew, after somebody else became the actor. */
    refresh() {
      for (const item of items.values()) {
        render(item);
        if (item.whisper) item.whisper.hidden = item.whisper.dataset.for !== actor().id;
      }
    },
    size: () => items.size,
  };
}

function stateOf({ message, isInFlight, isHeard, problem }) {
  if (isInFlight) return 'sending';
  const isUnheard = message.author !== 'desk' && !message.heardAt && !isHeard && !message.removed;
  return problem || isUnheard ? 'failed' : undefined;
}

function isFollowUp(last, message) {
  const isCard = last.reply?.card || message.reply?.card;
  return !isCard && authorName(last) === authorName(message) && Date.parse(message.at) - Date.parse(last.at) < groupMs;
}

/** Redraws an element without taking the keyboard's place from whoever is in it. */
function keepFocus(element, redraw) {
  const focused = element.contains(document.activeElement) ? document.activeElement : undefined;
  const { action, subject } = focused?.dataset ?? {};
  redraw();
  if (!focused) return;
  const same = [...element.querySelectorAll('[data-action]')].find(
    (one) => one.dataset.action === action && one.dataset.subject === subject,
  );
  // Where the button is gone, nothing else takes its place: another Enter must not press it.
  if (!same) element.setAttribute('tabindex', '-1');
  (same ?? element).focus({ preventScroll: true });
}
