import { createConversation } from './conversation.js';

const trouble = [
  'my vpn keeps dropping',
  'the printer prints stripes',
  'I need access to a folder',
  'my laptop was stolen',
  'devices',
];

const empties = {
  'direct:employee': {
    drawing: 'chat',
    title: 'What is the matter?',
    text: 'Tell the desk in your own words. Try one of these:',
    examples: trouble,
  },
  'channel:triage': {
    drawing: 'ticket',
    title: 'No tickets yet',
    text: 'When the desk hands a request over to a person, its ticket lands here as a card. Try: write “my vpn keeps dropping” as the employee, then press “Talk to a person”.',
  },
  'direct:manager': {
    drawing: 'chart',
    title: 'Nothing to report',
    text: 'What concerns a manager arrives here, such as digests and requests to approve. Try:',
    examples: ['digest', 'console', 'I am locked out of my account'],
  },
};

const techs = {
  drawing: 'chat',
  title: 'Nothing for you yet',
  text: 'What the desk tells this tech alone, a clock that runs out for example, arrives here.',
};

/** Makes every conversation of the page, by conversation string. `acting()` is the tech the visitor is just now. */
export function createChats({ people, previews, acting }) {
  const byId = new Map(people.map((person) => [person.id, person]));
  const hosts = [...document.querySelectorAll('[data-chat]')];
  const make = (host) => {
    const conversation = host.dataset.chat;
    const hasThreads = conversation === 'channel:triage';
    const person = byId.get(conversation.replace('direct:', ''));
    const actor = () => person ?? byId.get(acting());
    return createConversation({
      host,
      conversation,
      hasThreads,
      previews,
      actor,
      label: hasThreads ? 'Messages in triage' : `Messages between the ${person.name.toLowerCase()} and the desk`,
      writeLabel: () => (hasThreads ? `Write in triage as ${actor().name}` : `Write to the desk as ${actor().name}`),
      empty: empties[conversation] ?? techs,
    });
  };
  return new Map(hosts.map((host) => [host.dataset.chat, make(host)]));
}
