import { getState } from './api.js';
import { createChats } from './chats.js';
import { createColumns } from './columns.js';
import { offerCompany } from './company.js';
import { announce } from './dom.js';
import { icon } from './icons.js';
import { authorName } from './message.js';
import { follow } from './stream.js';
import { createTechColumn } from './tech-column.js';
import { plainText } from './text.js';

const linkWords = { connecting: 'Connecting…', live: 'Live', reconnecting: 'Reconnecting…' };

for (const holder of document.querySelectorAll('[data-icon]')) holder.append(icon(holder.dataset.icon));
await start();

async function start() {
  const { people, previews, revision, offersCompany, messages } = await firstState();
  offerCompany(offersCompany);
  const techs = createTechColumn({
    changed: (conversation) => {
      for (const chat of chats.values()) chat.refresh();
      chats.get(conversation).toEnd();
    },
  });
  const chats = createChats({ people, previews, acting: techs.acting });
  const toEnd = (name) => {
    for (const [conversation, chat] of chats) if (columnOf(conversation) === name) chat.toEnd();
  };
  const columns = createColumns({ shown: toEnd });
  const known = new Set();

  const put = (message) => {
    const { conversation } = message;
    const root = conversation.match(/^thread:triage:(.+)$/)?.[1];
    if (root) chats.get('channel:triage').putInThread(root, message);
    else chats.get(conversation)?.put(message);
  };
  for (const message of messages) {
    known.add(message.id);
    put(message);
    if (message.author === 'desk') columns.found(columnOf(message.conversation), message.revision);
  }
  for (const chat of chats.values()) chat.toEnd();

  document.getElementById('start-over').addEventListener('click', () => chats.get('direct:employee').say('start over'));
  follow({
    after: revision,
    onState: showLink,
    onReset: () => location.reload(),
    onMessage: (message) => {
      put(message);
      if (known.has(message.id)) return;
      known.add(message.id);
      const column = columnOf(message.conversation);
      if (message.author !== 'desk') return;
      columns.arrived(column, message.revision);
      if (column === 'tech') techs.arrived(message.conversation);
      announce(`${authorName(message)}: ${plainText(message.reply?.text ?? '').slice(0, 300)}`);
    },
  });
  document.documentElement.dataset.ready = 'true';
}

async function firstState() {
  for (;;) {
    try {
      return await getState();
    } catch {
      showLink('reconnecting');
      await new Promise((resume) => setTimeout(resume, 2000));
    }
  }
}

function columnOf(conversation) {
  if (conversation === 'direct:employee') return 'employee';
  return conversation === 'direct:manager' ? 'manager' : 'tech';
}

function showLink(state) {
  const link = document.getElementById('link');
  if (link.dataset.state === state) return;
  link.dataset.state = state;
  document.getElementById('link-words').textContent = linkWords[state];
}
