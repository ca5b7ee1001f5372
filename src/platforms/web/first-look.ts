import type { Reply } from '../../chat/outbound.js';
import type { ExampleCompany } from './example-company.js';
import { people } from './people.js';
import { directOf, threadOf, triage } from './places.js';
import { shown } from './shown.js';
import type { PlaygroundStore } from './store.js';

/** Turns a reply into what another platform would be sent for it. */
export type Previews = Readonly<Record<string, (reply: Reply) => unknown>>;

/** How many messages of a conversation, and how many threads, a page starts with. */
const most = 200;

/** Everything a page needs to draw itself; the live feed goes on from `revision`. */
export async function firstLook(store: PlaygroundStore, previews: Previews, company: ExampleCompany): Promise<unknown> {
  const revision = await store.revision();
  const directs = await Promise.all(people.map((person) => store.list(directOf(person.id), most)));
  const channel = await store.list(triage, most);
  const threads = await Promise.all(channel.map((message) => store.list(threadOf(message.id), most)));
  const messages = [...directs.flat(), ...channel, ...threads.flat()];
  return {
    people,
    previews: Object.keys(previews),
    revision,
    offersCompany: await company.isOffered(),
    messages: messages.map(shown),
  };
}
