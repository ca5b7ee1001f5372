import { composerOf } from './composer.js';
import { el } from './dom.js';
import { icon } from './icons.js';
import { createList } from './list.js';
import { createScroller } from './scroller.js';
import { createThread } from './thread.js';

const workingMs = 8000;

/**
 * One conversation with its log, its empty state and its box to write in, drawn into `host`. A channel (`hasThreads`)
 * keeps a thread under each message; a direct message shows that the desk is at work until it answers.
 */
export function createConversation({ host, conversation, label, actor, writeLabel, empty, hasThreads, previews }) {
  const container = el('div', { class: 'messages' });
  const working = el(
    'p',
    { class: 'working', hidden: true },
    el('span', { class: 'dots' }, el('i'), el('i'), el('i')),
    'Deskhand is working…',
  );
  const blank = emptyState(empty, (words) => say(words));
  const log = el(
    'div',
    {
      class: hasThreads ? 'log rows' : 'log bubbles',
      role: 'log',
      'aria-live': 'off',
      'aria-label': label,
      'data-conversation': conversation,
      tabindex: '0',
    },
    blank,
    container,
    working,
  );
  const frame = el('div', { class: 'log-frame' }, log);
  const scroller = createScroller(log, frame);
  const threads = new Map();
  let workingUntil;

  const changed = (added) => {
    blank.hidden = list.size() > 0;
    scroller.follow(added);
  };
  const below = (messageId) => {
    const thread = createThread({ conversation: `thread:triage:${messageId}`, actor, previews, changed });
    threads.set(messageId, thread);
    return thread.element;
  };
  const list = createList({ container, conversation, actor, previews, changed, below: hasThreads ? below : undefined });

  const setWorking = (isWorking) => {
    clearTimeout(workingUntil);
    working.hidden = !isWorking;
    // The desk may keep silent on purpose: once a person has taken over, say.
    if (isWorking) workingUntil = setTimeout(() => setWorking(false), workingMs);
  };
  const say = async (words) => {
    const delivery = list.send(words);
    if (!hasThreads) setWorking(true);
    scroller.toEnd();
    if (!(await delivery)) setWorking(false);
  };

  const composer = composerOf({
    id: `say-${conversation.replace(/^.*:/, '')}`,
    conversation,
    label: '',
    placeholder: '',
    send: say,
  });
  const relabel = () => composer.setLabel(writeLabel());
  relabel();
  host.append(frame, composer.form);

  return {
    say,
    put(message) {
      if (message.author === 'desk') setWorking(false);
      list.put(message);
    },
    /** Takes a message of the thread under one of this channel's messages. */
    putInThread(rootId, message) {
      threads.get(rootId)?.put(message);
    },
    toEnd: scroller.toEnd,
    refresh() {
      relabel();
      list.refresh();
      for (const thread of threads.values()) thread.refresh();
    },
  };
}

function emptyState({ drawing, title, text, examples = [] }, say) {
  return el(
    'div',
    { class: 'empty' },
    el('span', { class: 'empty-drawing' }, icon(drawing)),
    el('h3', {}, title),
    el('p', {}, text),
    examples.length > 0 &&
      el(
        'div',
        { class: 'examples', role: 'group', 'aria-label': 'Examples to send' },
        examples.map((words) => el('button', { type: 'button', class: 'chip', onclick: () => say(words) }, words)),
      ),
  );
}
